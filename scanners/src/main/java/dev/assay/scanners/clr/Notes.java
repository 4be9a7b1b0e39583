package dev.assay.scanners.clr;

import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Fact;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects the facts of a package, each once for a method. */
final class Notes {

    private static final int LONGEST = 300;

    /** More than any reader reads; what is beyond is told as not read. */
    private static final int MOST = 20_000;

    private final String purl;
    private final List<Fact> facts = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private boolean cut;

    Notes(String purl) {
        this.purl = purl;
    }

    void add(
            FindingKind kind,
            String value,
            String file,
            @Nullable String method,
            String excerpt,
            Map<String, Object> detail) {
        var shown = shortened(value);
        if (!known.add(kind + "\n" + shown + "\n" + file + "\n" + method)) {
            return;
        }
        if (facts.size() >= MOST) {
            cut = true;
            return;
        }
        facts.add(
                new Fact(
                        kind,
                        shown,
                        null,
                        true,
                        Via.PLAIN,
                        new Evidence(
                                purl,
                                file,
                                0,
                                0,
                                method,
                                excerpt.length() <= Evidence.MAX_EXCERPT
                                        ? excerpt
                                        : excerpt.substring(0, Evidence.MAX_EXCERPT)),
                        detail));
    }

    static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    boolean isCut() {
        return cut;
    }

    List<Fact> sorted() {
        facts.sort(
                Comparator.comparing((Fact fact) -> fact.at().file())
                        .thenComparing(fact -> String.valueOf(fact.at().function()))
                        .thenComparing(Fact::kind)
                        .thenComparing(Fact::value));
        return List.copyOf(facts);
    }
}
