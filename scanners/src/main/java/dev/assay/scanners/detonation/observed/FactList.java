package dev.assay.scanners.detonation.observed;

import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Fact;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The facts of one run, each once, with the stages in which it was seen. */
final class FactList {

    /** The detail that names the stages. */
    static final String STAGES = "stages";

    private final String purl;
    private final Map<String, Fact> byKey = new LinkedHashMap<>();

    FactList(String purl) {
        this.purl = purl;
    }

    void add(
            FindingKind kind,
            String value,
            String stage,
            String excerpt,
            Map<String, Object> detail) {
        var all = new LinkedHashMap<String, Object>(detail);
        var key = key(kind, value, detail);
        var stages = new TreeSet<String>();
        var earlier = byKey.get(key);
        if (earlier != null && earlier.detail().get(STAGES) instanceof List<?> before) {
            before.forEach(each -> stages.add(String.valueOf(each)));
        }
        if (!stage.isEmpty()) {
            stages.add(stage);
        }
        all.put(STAGES, List.copyOf(stages));
        byKey.put(key, fact(kind, value, earlier == null ? excerpt : earlier.at().excerpt(), all));
    }

    private Fact fact(FindingKind kind, String value, String excerpt, Map<String, Object> detail) {
        var shown =
                excerpt.length() > Evidence.MAX_EXCERPT
                        ? excerpt.substring(0, Evidence.MAX_EXCERPT)
                        : excerpt;
        return new Fact(
                kind,
                value,
                null,
                true,
                Via.OBSERVED,
                new Evidence(purl, Observer.PLACE, 0, 0, null, shown),
                detail);
    }

    /** What two facts have in common that say the same in two runs. */
    static String key(FindingKind kind, String value, Map<String, Object> detail) {
        return kind.wireName() + "\u0000" + value + "\u0000" + detail.getOrDefault("field", "");
    }

    List<Fact> facts() {
        return new ArrayList<>(byKey.values());
    }
}
