package dev.assay.scanners.jvm;

import dev.assay.scanners.finding.CallPath;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Fact;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Collects facts with their evidence, each once. */
final class Report {

    /** Where nothing stands: of a class without methods. */
    static final Origin NOWHERE = new Origin(null, 0);

    private static final int LONGEST = 300;
    private static final String CONTACTED = "contacted";

    /**
     * A fact before it is known which function it stands in and whether anything leads there.
     *
     * @param done where it is done, which may be elsewhere than where it is written
     */
    record Noted(
            FindingKind kind,
            String value,
            Via via,
            Origin at,
            Origin done,
            String excerpt,
            Map<String, Object> detail) {}

    private final String purl;
    private final Map<String, Noted> noted = new HashMap<>();
    private final List<Fact> whole = new ArrayList<>();
    private final Set<String> contacted = new HashSet<>();

    Report(String purl) {
        this.purl = purl;
    }

    void add(FindingKind kind, String value, Via via, Site site, Map<String, Object> detail) {
        add(kind, value, via, site.at(), site.at(), Excerpts.of(site), detail);
    }

    void add(
            FindingKind kind,
            String value,
            Via via,
            Origin at,
            Origin done,
            String excerpt,
            Map<String, Object> detail) {
        if (at.method() == null) {
            return;
        }
        var contact = detail.get(CONTACTED);
        if (Boolean.TRUE.equals(contact)) {
            contacted.add(place(value, at));
        }
        var key =
                kind
                        + "\n"
                        + value
                        + "\n"
                        + at.in().owner().file()
                        + "\n"
                        + at.in().key()
                        + "\n"
                        + at.index()
                        + "\n"
                        + contact;
        noted.putIfAbsent(
                key,
                new Noted(kind, shorten(value), via, at, done, excerpt, new TreeMap<>(detail)));
    }

    /** A fact that stands in no code. */
    void add(
            FindingKind kind,
            String value,
            String file,
            String excerpt,
            Map<String, Object> detail) {
        whole.add(
                new Fact(
                        kind,
                        shorten(value),
                        null,
                        true,
                        Via.PLAIN,
                        new Evidence(purl, file, 0, 0, null, cut(excerpt)),
                        detail));
    }

    private static String place(String value, Origin at) {
        return value + "\n" + at.in().owner().file() + "\n" + at.in().key() + "\n" + at.index();
    }

    List<Noted> noted() {
        return List.copyOf(noted.values());
    }

    /** All facts, in the order of files and lines, without mentions of what is contacted. */
    List<Fact> facts(Reach reach, @Nullable CallPaths paths) {
        var facts = new ArrayList<>(whole);
        for (var each : noted.values()) {
            if (Boolean.FALSE.equals(each.detail().get(CONTACTED))
                    && contacted.contains(place(each.value(), each.at()))) {
                continue;
            }
            var method = each.at().in();
            var detail = each.detail();
            if (paths != null && CallPath.isFor(each.kind(), detail)) {
                detail = new TreeMap<>(detail);
                detail.put(
                        dev.assay.scanners.finding.CallPath.KEY,
                        paths.to(each.done(), String.valueOf(detail.getOrDefault("sink", ""))));
            }
            facts.add(
                    new Fact(
                            each.kind(),
                            each.value(),
                            method.print().isEmpty() ? null : method.print(),
                            reach.reaches(method.owner()),
                            each.via(),
                            new Evidence(
                                    purl,
                                    method.owner().file(),
                                    each.at().line(),
                                    0,
                                    method.title(),
                                    cut(each.excerpt())),
                            detail));
        }
        facts.sort(
                Comparator.comparing((Fact fact) -> fact.at().file())
                        .thenComparingInt(fact -> fact.at().line())
                        .thenComparing(Fact::kind)
                        .thenComparing(Fact::value)
                        .thenComparing(fact -> String.valueOf(fact.at().function()))
                        .thenComparing(fact -> fact.at().excerpt())
                        .thenComparing(fact -> fact.detail().toString()));
        return facts;
    }

    private static String shorten(String value) {
        return value.length() <= LONGEST ? value : value.substring(0, LONGEST);
    }

    private static String cut(String excerpt) {
        return excerpt.length() <= Evidence.MAX_EXCERPT
                ? excerpt
                : excerpt.substring(0, Evidence.MAX_EXCERPT);
    }
}
