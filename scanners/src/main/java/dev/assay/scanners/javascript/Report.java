package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.CallPath;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;
import dev.assay.scanners.profile.Fact;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects facts with their evidence, each once. */
final class Report {

    private static final Comparator<Fact> READING_ORDER =
            Comparator.comparing((Fact fact) -> fact.at().file())
                    .thenComparingInt(fact -> fact.at().line())
                    .thenComparingInt(fact -> fact.at().column())
                    .thenComparing(Fact::kind)
                    .thenComparing(Fact::value)
                    .thenComparing(fact -> new java.util.TreeMap<>(fact.detail()).toString());

    private static final String CONTACTED = "contacted";

    private final String purl;
    private final Set<String> reachable;
    private final List<Fact> facts = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private @Nullable Deeds deeds;
    private final List<Spot> spots = new ArrayList<>();
    private final Map<Node, Boolean> contacted = new IdentityHashMap<>();

    /**
     * Where a fact is done.
     *
     * @param fact its number
     */
    record Spot(int fact, Script script, int at) {}

    Report(String purl, Set<String> reachable) {
        this.purl = purl;
        this.reachable = reachable;
    }

    void add(
            FindingKind kind,
            String value,
            Via via,
            Script script,
            Node node,
            Map<String, Object> detail) {
        add(kind, value, via, script, node, detail, script, node);
    }

    /**
     * Adds a fact that is done elsewhere than where it is written.
     *
     * @param doneIn the file in which it is done, and {@code done} where
     */
    void add(
            FindingKind kind,
            String value,
            Via via,
            Script script,
            Node node,
            Map<String, Object> detail,
            Script doneIn,
            Node done) {
        var at = node.focus();
        var key = kind + "\n" + value + "\n" + script.file() + "\n" + at;
        var contacts = Boolean.TRUE.equals(detail.get(CONTACTED));
        if (!seen.add(contacts ? key + "\n" + CONTACTED : key)) {
            return;
        }
        var fn = script.top().at(at);
        var excerpt = CodeExcerpt.of(script.text(), at);
        var evidence =
                new Evidence(
                        purl,
                        script.file(),
                        script.line(at),
                        script.column(at),
                        fn.title().isEmpty() ? null : fn.title(),
                        excerpt.text(),
                        excerpt.mark());
        if (deeds != null) {
            deeds.note(kind, value, detail, fn);
        }
        if (CallPath.isFor(kind, detail)) {
            spots.add(new Spot(facts.size(), doneIn, done.focus()));
        }
        var print = fn.print().isEmpty() ? null : fn.print();
        facts.add(
                new Fact(
                        kind,
                        shorten(value),
                        print,
                        reachable.contains(script.file()),
                        via,
                        evidence,
                        detail));
    }

    /** From now on, whoever wants to know what functions do is told as well. */
    void observe(Deeds observer) {
        deeds = observer;
    }

    /** Says of each fact since the last time by which calls running code comes to it. */
    void trace(CallPaths paths) {
        try {
            paths.follow(spots);
            for (var spot : spots) {
                var fact = facts.get(spot.fact());
                told(spot, paths.to(spot, fact));
            }
        } catch (StackOverflowError e) {
            for (var spot : spots) {
                told(spot, CallPath.notFound("the code is nested too deeply"));
            }
        }
        spots.clear();
    }

    private void told(Spot spot, CallPath path) {
        var fact = facts.get(spot.fact());
        var detail = new HashMap<>(fact.detail());
        detail.put(CallPath.KEY, path.toDetail());
        facts.set(
                spot.fact(),
                new Fact(
                        fact.kind(),
                        fact.value(),
                        fact.functionPrint(),
                        fact.reachable(),
                        fact.via(),
                        fact.at(),
                        detail));
    }

    /** Notes that data goes to what a literal names, so that it is no mere mention. */
    void markContacted(Node literal) {
        contacted.put(literal, true);
    }

    boolean isContacted(Node literal) {
        return contacted.containsKey(literal);
    }

    List<Fact> facts() {
        dropMentions();
        facts.sort(READING_ORDER);
        return facts;
    }

    /** Of a literal that was taken for a mention before it was seen where it goes. */
    private void dropMentions() {
        var contacts = new HashSet<String>();
        for (var fact : facts) {
            if (Boolean.TRUE.equals(fact.detail().get(CONTACTED))) {
                contacts.add(placeOf(fact));
            }
        }
        facts.removeIf(
                fact ->
                        Boolean.FALSE.equals(fact.detail().get(CONTACTED))
                                && contacts.contains(placeOf(fact)));
    }

    private static String placeOf(Fact fact) {
        var at = fact.at();
        return fact.value() + "\n" + at.file() + "\n" + at.line() + "\n" + at.column();
    }

    private static String shorten(String value) {
        return value.length() <= 300 ? value : value.substring(0, 300);
    }
}
