package dev.assay.registry.policy;

import dev.assay.inventory.record.StatedValue;
import dev.assay.inventory.release.PackageLicence;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.review.AccessRequest;
import dev.assay.inventory.review.Tier;
import dev.assay.inventory.tool.ToolEntry;
import dev.assay.registry.licence.FoundLicences;
import dev.assay.registry.scope.AskedScope;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.delta.Delta;
import dev.assay.scanners.signature.Signatures;
import dev.assay.scanners.source.SourceOutcome;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes records as {@link Facts}. What is never called stays unknown. */
public final class FactsBuilder {

    /**
     * A host.
     *
     * @param declared whether the declaration covers it
     * @param packages the packages whose code contacts it; empty where it is only declared
     * @param byRelease whether the release is one of them
     */
    public record Destination(
            String host, boolean declared, List<String> packages, boolean byRelease) {}

    private static final int MOST_FINDINGS = 5_000;

    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, Object> release = new HashMap<>();
    private final Map<String, Object> history = new HashMap<>();

    /** What the record of the release itself says. */
    public FactsBuilder release(Release of, Instant now) {
        release.put("purl", of.purl().toString());
        release.put("ecosystem", of.purl().type());
        release.put("name", of.purl().packageName());
        release.put("version", of.purl().exactVersion());
        release.put("sha256", of.sha256() == null ? "" : of.sha256().hex());
        release.put("daysKnown", days(of.createdAt(), now));
        return this;
    }

    /** How far it should go, as the team says, and how much that puts at stake. */
    public FactsBuilder stakes(Stage stage, Tier tier) {
        release.put("stage", Provenance.STATED.said(stage.words()));
        release.put("tier", Provenance.VERIFIED.said(tier.words()));
        return this;
    }

    public FactsBuilder delta(Delta delta) {
        var coverage = delta.coverage();
        var from = delta.from();
        values.put(
                "delta",
                Map.of(
                        "verdict",
                        lowerCase(delta.verdict()),
                        "compared",
                        from != null,
                        "from",
                        from == null ? "" : from.purl(),
                        "coverage",
                        coverage.share(),
                        "percent",
                        percent(coverage.share()),
                        "unread",
                        coverage.unparsed().size(),
                        "functions",
                        coverage.functions(),
                        "newFunctions",
                        coverage.newFunctions(),
                        "changedFunctions",
                        coverage.changedFunctions()));
        values.put(
                "findings",
                // The most severe come first, so that a bound never hides what a rule looks for.
                delta.findings().stream()
                        .limit(MOST_FINDINGS)
                        .map(each -> FindingFacts.of(each, delta.to().purl()))
                        .toList());
        return this;
    }

    /** The locked packages, of which the one at the empty path is the release. */
    public FactsBuilder closure(List<LockedPackage> packages, FoundLicences licences) {
        var seen = new LinkedHashMap<String, Map<String, Object>>();
        for (var each : packages) {
            var manifest = ManifestFacts.of(each);
            if (each.path().isEmpty()) {
                release.put("publisher", Provenance.DECLARED.said(manifest.publisher()));
                release.put("repository", Provenance.DECLARED.said(manifest.repository()));
                release.put("licence", Provenance.DECLARED.said(manifest.licence()));
                release.put("deprecated", Provenance.DECLARED.said(manifest.deprecated()));
            }
            seen.putIfAbsent(
                    each.purl() + " " + each.integrity(),
                    asPackage(manifest, each, licences.of(each.integrity())));
        }
        values.put("closure", List.copyOf(seen.values()));
        return this;
    }

    private static Map<String, Object> asPackage(
            ManifestFacts manifest, LockedPackage locked, @Nullable PackageLicence licence) {
        var known = new TreeMap<>(manifest.asPackage(locked));
        if (licence != null && licence.looked()) {
            if (manifest.licence().isEmpty()) {
                known.put("licence", licence.declared());
            }
            known.put("spdx", licence.expression());
            known.put("licences", licence.ids());
            known.put("licenceKnown", licence.isKnown());
        }
        return known;
    }

    /** Who signed it; null where nobody looked. */
    public FactsBuilder signatures(@Nullable Signatures signatures) {
        if (signatures != null) {
            release.putAll(ProofFacts.of(signatures));
        }
        return this;
    }

    /** How the release compares with its source; null where nobody looked. */
    public FactsBuilder source(@Nullable SourceOutcome outcome) {
        if (outcome != null) {
            release.put("source", SourceFacts.of(outcome));
        }
        return this;
    }

    /** What the code of the closure is and does. */
    public FactsBuilder code(CodeFacts code) {
        values.put("tools", code.tools());
        values.put("capabilities", code.capabilities());
        return this;
    }

    /**
     * What people said of the tools; what nobody confirmed stays unknown. Follows the code.
     *
     * @param beyond how many more it offers than can be listed
     */
    public FactsBuilder tools(List<ToolEntry> matrix, int beyond) {
        release.put("toolsBeyond", beyond);
        var confirmed =
                matrix.stream()
                        .filter(ToolEntry::isConfirmed)
                        .collect(Collectors.toMap(ToolEntry::name, each -> each));
        if (values.get("tools") instanceof List<?> offered) {
            values.put(
                    "tools",
                    offered.stream()
                            .map(each -> (Map<?, ?>) each)
                            .map(
                                    each ->
                                            OfferedTools.confirmed(
                                                    each,
                                                    confirmed.get(each.get("name")),
                                                    confirmed.values()))
                            .toList());
        }
        return this;
    }

    /**
     * The OAuth scopes that are asked for, with what the catalogue says of them.
     *
     * @param found those that its code names, provider and scope
     */
    public FactsBuilder scopes(List<AskedScope> scopes, List<String> found) {
        var asked = scopes.stream().map(each -> each.provider() + " " + each.scope()).toList();
        values.put("unaskedScopes", found.stream().filter(each -> !asked.contains(each)).toList());
        values.put("scopes", scopes.stream().limit(AskedScope.MOST).map(ScopeFacts::of).toList());
        return this;
    }

    public FactsBuilder destinations(List<Destination> destinations) {
        values.put(
                "destinations",
                destinations.stream()
                        .map(
                                each ->
                                        Map.of(
                                                "host",
                                                each.host(),
                                                "declared",
                                                each.declared(),
                                                "found",
                                                !each.packages().isEmpty(),
                                                "byRelease",
                                                each.byRelease(),
                                                "packages",
                                                each.packages(),
                                                "provenance",
                                                (each.packages().isEmpty()
                                                                ? Provenance.STATED
                                                                : Provenance.VERIFIED)
                                                        .word()))
                        .toList());
        return this;
    }

    /** What was stated in the server's record; follows the destinations. */
    public FactsBuilder record(List<StatedValue> values) {
        var stated = new StatedFacts(values);
        this.values.put("record", stated.record());
        this.values.put("checklists", stated.checklists());
        this.values.put("identities", stated.identities());
        if (this.values.get("destinations") instanceof List<?> destinations) {
            this.values.put(
                    "destinations",
                    destinations.stream().map(each -> stated.with((Map<?, ?>) each)).toList());
        }
        return this;
    }

    public FactsBuilder request(AccessRequest request, List<String> domains) {
        values.put(
                "request",
                Map.of(
                        "purpose",
                        Provenance.STATED.said(request.purpose()),
                        "owner",
                        Provenance.STATED.said(request.owner()),
                        "domains",
                        Provenance.STATED.said(domains)));
        return this;
    }

    /** One answer of the questionnaire; choices are several values. */
    public FactsBuilder answer(String question, List<String> chosen) {
        @SuppressWarnings("unchecked")
        var answers =
                (Map<String, Object>)
                        values.computeIfAbsent("answers", name -> new TreeMap<String, Object>());
        if (!chosen.isEmpty()) {
            answers.put(
                    question,
                    Map.of(
                            "value",
                            String.join(", ", chosen),
                            "values",
                            chosen,
                            "provenance",
                            Provenance.STATED.word()));
        }
        return this;
    }

    /**
     * @param others the other releases of the package
     * @param previous the approved release it is compared with, or null
     * @param previousClosure that release's locked packages
     */
    public FactsBuilder history(
            List<Release> others,
            @Nullable Release previous,
            List<LockedPackage> previousClosure,
            Instant now) {
        history.put("releases", others.size() + 1);
        for (var state : List.of("approved", "rejected", "revoked")) {
            history.put(
                    state,
                    others.stream().filter(each -> each.state().words().equals(state)).count());
        }
        if (previous != null) {
            history.put("previous", previous.purl().exactVersion());
            previousClosure.stream()
                    .filter(each -> each.path().isEmpty())
                    .map(ManifestFacts::of)
                    .forEach(
                            each ->
                                    history.put(
                                            "previousPublisher",
                                            Provenance.DECLARED.said(each.publisher())));
            var stage = previous.stage();
            history.put(
                    "previousStage", Provenance.VERIFIED.said(stage == null ? "" : stage.words()));
            var approved = previous.approvedAt();
            history.put("daysSinceApproval", approved == null ? 0 : days(approved, now));
        }
        return this;
    }

    public Facts build() {
        values.put("release", release);
        values.put("history", history);
        return Facts.of(values);
    }

    /** Rounded down, so that a missing rest never reads as 100 %. */
    private static String percent(double share) {
        var tenths = (long) Math.floor(share * 1000);
        return String.format(Locale.ROOT, "%d.%d %%", tenths / 10, tenths % 10);
    }

    private static long days(Instant since, Instant now) {
        return Math.max(0, Duration.between(since, now).toDays());
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
