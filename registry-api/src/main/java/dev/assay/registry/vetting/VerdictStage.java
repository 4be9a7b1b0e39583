package dev.assay.registry.vetting;

import dev.assay.inventory.record.StatedValue;
import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.LicenceStore;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.VettingStep;
import dev.assay.inventory.release.VettingStore;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.Tiering;
import dev.assay.inventory.server.PackageClaim;
import dev.assay.inventory.tool.ToolEntry;
import dev.assay.registry.flaw.Flaws;
import dev.assay.registry.licence.FoundLicences;
import dev.assay.registry.policy.CodeFacts;
import dev.assay.registry.policy.Policies;
import dev.assay.registry.scope.FoundScopes;
import dev.assay.registry.shipped.ServerPackages;
import dev.assay.registry.tools.MatrixDocument;
import dev.assay.registry.tools.ToolMatrix;
import dev.assay.registry.tools.ToolOffers;
import dev.assay.registry.workflow.ReviewDesk;
import dev.assay.registry.workflow.Snapshot;
import dev.assay.registry.workflow.SnapshotStore;
import dev.assay.registry.workflow.Tiers;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.closure.maven.MavenManifest;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.delta.Deltas;
import dev.assay.scanners.delta.ToolShadowing;
import dev.assay.scanners.profile.Profile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Judges a release under each declaration that waits for it, and puts the result before the
 * reviewers.
 */
final class VerdictStage {

    private final VettingStore vetting;
    private final ClosureStore closures;
    private final ReviewDesk desk;
    private final SnapshotStore snapshots;
    private final Documents documents;
    private final Policies policies;
    private final ReviewFacts facts;
    private final ToolMatrix matrix;
    private final Flaws flaws;
    private final LicenceStore licences;
    private final ServerPackages shipped;
    private final PackageComparisons comparisons;

    /**
     * What the stages before found of a closure, whatever is declared.
     *
     * @param analysis the version of the analysers that did
     */
    record Seen(
            Destinations destinations,
            CodeFacts code,
            List<String> tools,
            ToolOffers offers,
            List<String> scopes,
            List<LockedPackage> packages,
            FoundLicences licences,
            List<PackageClaim> claims,
            int analysis) {}

    VerdictStage(
            VettingStore vetting,
            ClosureStore closures,
            ReviewDesk desk,
            SnapshotStore snapshots,
            Documents documents,
            Policies policies,
            ReviewFacts facts,
            ToolMatrix matrix,
            Flaws flaws,
            LicenceStore licences,
            ServerPackages shipped,
            PackageComparisons comparisons) {
        this.vetting = vetting;
        this.closures = closures;
        this.desk = desk;
        this.snapshots = snapshots;
        this.documents = documents;
        this.policies = policies;
        this.facts = facts;
        this.matrix = matrix;
        this.flaws = flaws;
        this.licences = licences;
        this.shipped = shipped;
        this.comparisons = comparisons;
    }

    /**
     * Shows what there is to see to every undecided review, or to those alone that wait.
     *
     * @param anew whether the earlier stages ran again, so that open reviews show what is past
     */
    StageOutcome.Done run(Release release, boolean anew) throws IOException, InterruptedException {
        var delta = documents.read(step(release, VettingStep.Name.DELTA), DeltaDocument.class);
        var seen = seen(release);
        shipped.heard(release.purl(), PackageClaim.Source.PACKAGE, seen.claims());
        var fresh =
                comparisons.known(release).stream()
                        .filter(each -> each.compared() == null)
                        .map(each -> each.other().id())
                        .toList();
        var beside = comparisons.compare(release);
        flaws.look(release, seen.packages());
        var tools = matrix.draw(release, seen.offers().listed(), delta.baseline());
        var stated = facts.stated(release);
        var judged = new ArrayList<Judged>();
        for (var pending : desk.undecided(release.id())) {
            if (anew || pending.review().state() == Review.State.WAITING) {
                judged.add(judge(release, pending, delta, seen, beside, tools, stated));
            }
        }
        var entries = judged.stream().map(Judged::entry).toList();
        var document = documents.keep(new VerdictDocument(VerdictDocument.SCHEMA, entries));
        var worst =
                entries.stream()
                        .max(Comparator.comparing(VerdictDocument.Entry::verdict))
                        .orElse(null);
        // The worst finding, or the one reason there is: a blocked build has no room for more.
        var summary =
                worst == null
                        ? "no review waits for it"
                        : worst.reasons().stream().limit(2).toList().getLast();
        return new StageOutcome.Done(
                worst == null ? "none" : worst.verdict().name().toLowerCase(Locale.ROOT),
                summary,
                document,
                () -> {
                    // Whoever looks at the other one has to know it as well.
                    fresh.forEach(shipped::compared);
                    seen.licences().all().forEach(each -> licences.keep(release.id(), each));
                    // What somebody said meanwhile is judged in the next round.
                    if (matrix.of(release.id()).equals(tools)
                            && facts.stated(release).equals(stated)) {
                        judged.forEach(
                                each ->
                                        desk.show(
                                                each.pending(),
                                                each.entry().snapshot(),
                                                each.tiering(),
                                                delta.baseline()));
                    }
                });
    }

    private Judged judge(
            Release release,
            ReviewDesk.Pending pending,
            DeltaDocument delta,
            Seen seen,
            List<PackageComparisons.Beside> beside,
            List<ToolEntry> tools,
            List<StatedValue> stated)
            throws IOException {
        var declaration = pending.declaration();
        var found = delta.delta();
        var findings = new ArrayList<>(found.findings());
        findings.addAll(seen.destinations().beyond(declaration));
        beside.forEach(each -> findings.addAll(each.findings()));
        var judged = Deltas.of(found.from(), found.to(), found.coverage(), findings);
        var tiering =
                Tiers.of(
                        pending.asked().answers(),
                        declaration.domains(),
                        judged.findings(),
                        seen.tools());
        var review = pending.review().id();
        var decided = tools.stream().map(each -> each.under(review)).toList();
        var known =
                facts.of(
                        release,
                        pending,
                        tiering.tier(),
                        judged,
                        delta.baseline(),
                        seen,
                        decided,
                        stated);
        var judgement = policies.inForce().judge(known);
        var snapshot =
                new Snapshot(
                        Snapshot.SCHEMA,
                        release.purl().toString(),
                        Objects.requireNonNull(release.sha256(), "the release was not fetched"),
                        seen.packages().stream().map(VerdictStage::line).sorted().toList(),
                        documents.keep(judged),
                        declaration.domains(),
                        seen.analysis(),
                        documents.keep(known),
                        judgement.policy(),
                        judgement.verdict(),
                        judgement.reasons(),
                        judgement.rules(),
                        documents.keep(pending.asked()),
                        tiering,
                        documents.keep(
                                MatrixDocument.under(review, tools, seen.offers().beyond())));
        var entry =
                new VerdictDocument.Entry(
                        pending.review().id(),
                        snapshots.keep(snapshot),
                        judgement.policy(),
                        judgement.verdict(),
                        judgement.reasons(),
                        judgement.rules());
        return new Judged(pending, entry, tiering);
    }

    /** Reads the profiles once for all reviews: they are large. */
    private Seen seen(Release release) throws IOException {
        var profiles =
                documents.read(step(release, VettingStep.Name.PROFILE), ProfileDocument.class);
        var destinations = new Destinations();
        var code = new CodeFacts();
        var tools = new ArrayList<String>();
        var offers = ToolOffers.NONE;
        var scopes = List.<String>of();
        var licences = new FoundLicences();
        var claims = List.<PackageClaim>of();
        var elsewhere = new HashMap<Integrity, List<String>>();
        closures.packages(release.id())
                .forEach(each -> elsewhere.put(each.integrity(), inherited(each)));
        var isRelease = true;
        for (var entry : profiles.packages()) {
            var profile =
                    entry.profile() == null ? null : documents.read(entry.profile(), Profile.class);
            licences.add(
                    entry.purl(),
                    entry.integrity(),
                    isRelease,
                    profile,
                    elsewhere.getOrDefault(entry.integrity(), List.of()));
            if (profile != null) {
                destinations.add(profile, isRelease);
                code.add(profile, isRelease);
                if (isRelease) {
                    tools.addAll(ToolShadowing.tools(profile));
                    offers = ToolOffers.of(profile);
                    scopes = FoundScopes.of(profile);
                    claims = ServerClaims.of(release, profile);
                }
            }
            isRelease = false;
        }
        return new Seen(
                destinations,
                code,
                tools,
                offers,
                scopes,
                closures.packages(release.id()),
                licences,
                claims,
                profiles.analysis());
    }

    /** What the POMs above a Maven package's own say of its licence. */
    private static List<String> inherited(LockedPackage locked) {
        return locked.purl().type().equals("maven")
                ? MavenManifest.read(locked.manifest())
                        .map(MavenManifest::licences)
                        .orElse(List.of())
                : List.of();
    }

    private record Judged(
            ReviewDesk.Pending pending, VerdictDocument.Entry entry, Tiering tiering) {}

    private Sha256 step(Release release, VettingStep.Name name) {
        return vetting.steps(release.id()).stream()
                .filter(step -> step.name() == name)
                .map(VettingStep::document)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        release.purl() + " has no " + name.words()));
    }

    private static String line(LockedPackage each) {
        return each.path() + " " + each.purl() + " " + each.integrity();
    }
}
