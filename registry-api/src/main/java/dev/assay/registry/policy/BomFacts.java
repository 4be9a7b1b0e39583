package dev.assay.registry.policy;

import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a vendor's bill of materials and the closure disagree on, as a policy reads it. */
public final class BomFacts {

    private BomFacts() {}

    /**
     * The facts with what is to be said of the newest document, in the place of what was said of an
     * earlier one.
     */
    public static Facts in(Facts facts, List<Finding> now) {
        var purl = facts.text("release", "purl");
        var findings = new ArrayList<Object>();
        now.forEach(each -> findings.add(FindingFacts.of(each, purl)));
        var before = facts.values().get("findings") instanceof List<?> list ? list : List.of();
        for (var each : before) {
            if (!(each instanceof Map<?, ?> finding
                    && FindingKind.BOM_MISMATCH.wireName().equals(finding.get("kind")))) {
                findings.add(each);
            }
        }
        return findings.equals(before) ? facts : facts.with("findings", findings);
    }
}
