package dev.assay.web.page;

import dev.assay.scanners.changes.ChangedCode.ChangedFunction;
import dev.assay.scanners.changes.Changes;
import dev.assay.scanners.changes.PayloadShape;
import dev.assay.scanners.finding.Change;

import java.util.List;
import java.util.Locale;

/** Turns what changed besides the code into what the page shows. */
final class ChangeViews {

    private ChangeViews() {}

    static List<ReportView.Payload> payloads(Changes changes) {
        return changes.payloads().stream()
                .map(
                        shape ->
                                new ReportView.Payload(
                                        shape.destination(),
                                        shape.function(),
                                        shape.file() + ":" + shape.line(),
                                        shape.isNew(),
                                        shape.fields().stream().map(ChangeViews::field).toList()))
                .toList();
    }

    private static ReportView.Payload.Field field(PayloadShape.Field field) {
        return switch (field.state()) {
            case NEW -> new ReportView.Payload.Field(field.name(), "add", "new", source(field));
            case SAME ->
                    new ReportView.Payload.Field(field.name(), "same", "as before", source(field));
            case GONE -> new ReportView.Payload.Field(field.name(), "gone", "gone", source(field));
        };
    }

    private static String source(PayloadShape.Field field) {
        var constant = field.constant();
        if (constant != null) {
            return "always “" + constant + "”";
        }
        return switch (field.source()) {
            case "argument" -> "an argument of the function, which a tool may fill";
            case "env" -> "an environment variable";
            case "response" -> "what another call answered";
            case "file" -> "a file";
            case "machine" -> "the machine's or the user's name";
            case "constant" -> "written in the code";
            default -> "not known";
        };
    }

    static List<ReportView.Text> texts(Changes changes) {
        return changes.texts().stream()
                .map(
                        text ->
                                new ReportView.Text(
                                        text.what(),
                                        text.name(),
                                        Words.of(text.change()),
                                        text.parts().stream()
                                                .map(
                                                        part ->
                                                                new ReportView.Text.Part(
                                                                        part.name(), part.words()))
                                                .toList()))
                .toList();
    }

    static List<ReportView.Entry> manifest(Changes changes) {
        var code = changes.code();
        return code == null
                ? List.of()
                : code.manifest().stream()
                        .map(entry -> new ReportView.Entry(entry.key(), entry.words()))
                        .toList();
    }

    /** How many of the functions changed, for people. */
    static String summary(Changes changes) {
        var counts = changes.counts();
        if (changes.from() == null) {
            return Words.count(counts.functions(), "function", "functions");
        }
        var changed = counts.changed() + counts.added();
        return String.format(
                Locale.UK,
                "%,d of %,d %s changed%s",
                changed,
                counts.functions(),
                counts.functions() == 1 ? "function" : "functions",
                counts.gone() == 0 ? "" : String.format(Locale.UK, ", %,d gone", counts.gone()));
    }

    /** Lines that differ. */
    static int lines(Changes changes) {
        var code = changes.code();
        return code == null
                ? 0
                : code.functions().stream().mapToInt(each -> added(each) + removed(each)).sum();
    }

    static int added(ChangedFunction function) {
        return function.change() == Change.REMOVED
                ? 0
                : function.edits().stream().mapToInt(each -> each.newTo() - each.newFrom()).sum();
    }

    static int removed(ChangedFunction function) {
        return function.edits().stream().mapToInt(each -> each.oldTo() - each.oldFrom()).sum();
    }
}
