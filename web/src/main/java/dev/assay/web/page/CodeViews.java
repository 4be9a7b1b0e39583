package dev.assay.web.page;

import dev.assay.inventory.review.LineComment;
import dev.assay.scanners.changes.ChangePlan;
import dev.assay.scanners.changes.ChangedCode;
import dev.assay.scanners.changes.ChangedCode.ChangedFunction;
import dev.assay.scanners.changes.Changes;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.Severity;

import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Turns cut code into what the page shows: folded where nothing changed, findings at their lines.
 */
@Component
final class CodeViews {

    /** Rows that come with the page; what follows is loaded when it is looked at. */
    private static final int MOST_ROWS = 6_000;

    private final People people;

    CodeViews(People people) {
        this.people = people;
    }

    /**
     * What is shown.
     *
     * @param base what links begin with
     * @param query what links end with, for example {@code from=PURL}; may be empty
     * @param findings those whose lines are to be marked
     * @param writable whether comments can be written
     */
    record Material(
            String base,
            String query,
            Changes changes,
            List<Finding> findings,
            List<LineComment> comments,
            @org.jspecify.annotations.Nullable String snapshot,
            boolean writable) {}

    CodeView of(Material material) {
        var changes = material.changes();
        var code = changes.code();
        if (code == null) {
            return new CodeView(
                    material.base(),
                    title(changes),
                    "The code cannot be shown: " + changes.problem(),
                    List.of(),
                    List.of(),
                    List.of(),
                    "",
                    List.of(),
                    false);
        }
        var pins = new Pins(code, changes.to(), loud(material.findings()));
        var remarks = new Remarks(code, material.comments(), material.snapshot(), people);
        var order = pins.order();
        var functions = new ArrayList<CodeView.Function>();
        var rows = 0;
        for (var index : order) {
            var function = code.functions().get(index);
            var all = function.edits().isEmpty() ? 0 : size(function);
            var here = rows == 0 || rows + all <= MOST_ROWS;
            functions.add(view(material, index, function, pins, remarks, here));
            rows += here ? all : 0;
        }
        return new CodeView(
                material.base(),
                title(changes),
                summary(changes),
                leftOut(changes),
                functions,
                FileViews.of(material, changes, code),
                FileViews.summary(code, changes.from() != null),
                remarks.adrift(),
                material.writable());
    }

    /** One function with all of its code, for a page that loads it later. */
    java.util.Optional<CodeView.Function> one(Material material, int index) {
        var code = material.changes().code();
        if (code == null || index < 0 || index >= code.functions().size()) {
            return java.util.Optional.empty();
        }
        var pins = new Pins(code, material.changes().to(), loud(material.findings()));
        var remarks = new Remarks(code, material.comments(), material.snapshot(), people);
        return java.util.Optional.of(
                view(material, index, code.functions().get(index), pins, remarks, true));
    }

    private static List<Finding> loud(List<Finding> findings) {
        return findings.stream().filter(each -> each.severity().atLeast(Severity.LOW)).toList();
    }

    private static int size(ChangedFunction function) {
        var from = function.from();
        var to = function.to();
        return Math.max(from == null ? 0 : from.lines().size(), to == null ? 0 : to.lines().size());
    }

    private static CodeView.Function view(
            Material material,
            int index,
            ChangedFunction function,
            Pins pins,
            Remarks remarks,
            boolean here) {
        var side = function.shown();
        var line = side.lines().isEmpty() ? 1 : side.lines().getFirst().number();
        var column = side.lines().isEmpty() ? 1 : side.lines().getFirst().column();
        var suffix = material.query().isEmpty() ? "" : "?" + material.query();
        return new CodeView.Function(
                index,
                "f" + index,
                title(function),
                side.file(),
                side.file() + ":" + line + (function.reflowed() ? ":" + column : ""),
                Words.of(function.change()),
                function.from() != null && function.to() != null ? 2 : 1,
                ChangeViews.added(function),
                ChangeViews.removed(function),
                notes(function),
                pins.of(index),
                here ? CodeRows.of(function, pins.lines(index), remarks.lines(index)) : List.of(),
                here ? null : material.base() + "/functions/" + index + suffix,
                !function.reflowed(),
                remarks.count(index));
    }

    private static String title(ChangedFunction function) {
        if (function.topLevel()) {
            return "outside of all functions";
        }
        var name = function.shown().name();
        return name.isEmpty() ? "a function without a name" : name;
    }

    private static List<String> notes(ChangedFunction function) {
        var notes = new ArrayList<String>();
        if (function.reflowed()) {
            notes.add("minified: the line breaks are put here for reading");
        }
        for (var side : new ChangedCode.Side[] {function.from(), function.to()}) {
            if (side != null && side.cut() != null) {
                notes.add((side == function.from() ? "before: " : "") + side.cut());
            }
        }
        return notes;
    }

    private static String title(Changes changes) {
        return changes.from() == null ? "The code that acts" : "The code that changed";
    }

    private static String summary(Changes changes) {
        var counts = changes.counts();
        return changes.from() == null
                ? "Nothing was approved before, so all code is new. These are the functions that"
                        + " contact, start or hide something."
                : String.format(
                        Locale.UK,
                        "Of %,d functions %,d changed, %,d %s new and %,d gone.",
                        counts.functions(),
                        counts.changed(),
                        counts.added(),
                        counts.added() == 1 ? "is" : "are",
                        counts.gone());
    }

    private static List<String> leftOut(Changes changes) {
        var counts = changes.counts();
        var code = changes.code();
        var said = new ArrayList<String>();
        add(
                said,
                counts.attributed(),
                "%,d copied from known releases of other packages, which are told as such");
        add(said, counts.renamed(), "%,d the same but for names that a new build gave");
        if (code != null) {
            add(said, code.sameText(), "%,d that read as before: only what they call changed");
            add(
                    said,
                    counts.beyond() + code.cut(),
                    "%,d more than anybody reads ("
                            + ChangePlan.MOST_UNITS
                            + " functions, 4 million characters); the raw differences have them");
        }
        return said;
    }

    private static void add(List<String> said, int count, String words) {
        if (count > 0) {
            said.add(String.format(Locale.UK, words, count));
        }
    }
}
