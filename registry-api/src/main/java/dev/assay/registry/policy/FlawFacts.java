package dev.assay.registry.policy;

import dev.assay.inventory.flaw.FlawScan;
import dev.assay.scanners.flaw.Flaw;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is known to be wrong with a closure, as a policy reads it. It is the part of the facts that
 * changes while the bytes stay: a judgement that is made anew is made of what is known then.
 */
public final class FlawFacts {

    private static final int MOST = 5_000;

    private FlawFacts() {}

    /**
     * The facts, with the flaws that are known now.
     *
     * @param scan empty where nobody could look, and then nothing is known; where some packages
     *     were not looked up, what is known of the others is, and not that there is no more
     */
    public static Facts in(Facts facts, Optional<FlawScan> scan) {
        var release = facts.text("release", "purl");
        // Not how new the data are: newer data that know the same are no reason to vote again.
        var sources =
                scan.filter(FlawScan::isWhole)
                        .map(each -> String.join(", ", each.sources()))
                        .orElse("");
        return facts.with("flawScan", Provenance.VERIFIED.said(sources))
                .with(
                        "flaws",
                        scan.map(FlawScan::flaws).orElse(List.of()).stream()
                                .limit(MOST)
                                .map(each -> flaw(each, release))
                                .toList());
    }

    private static Map<String, Object> flaw(Flaw flaw, String release) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("id", flaw.id());
        facts.put("cve", flaw.knownAs().startsWith("CVE-") ? flaw.knownAs() : "");
        facts.put("purl", flaw.purl());
        facts.put("inRelease", flaw.purl().equals(release));
        facts.put("severity", flaw.severity().name().toLowerCase(Locale.ROOT));
        facts.put("scored", flaw.scored());
        facts.put("exploited", flaw.exploited());
        facts.put("malware", flaw.malware());
        facts.put("fixedIn", flaw.fixedIn());
        facts.put("summary", flaw.summary());
        facts.put("line", flaw.line());
        return facts;
    }
}
