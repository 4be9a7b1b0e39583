package dev.assay.registry.workflow;

import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.Waiver;
import dev.assay.scanners.coordinates.Sha256;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Ends waivers whose target another vetting has shown to be something else: it stands at other
 * places, or something else breaks the rule. Nobody has accepted that.
 */
final class Lapses {

    private static final Set<ReleaseState> STANDING =
            Set.of(ReleaseState.APPROVED, ReleaseState.SUSPENDED);

    private final Records records;
    private final Waived waived;

    Lapses(Records records, Waived waived) {
        this.records = records;
        this.waived = waived;
    }

    /** Looks at all waivers of a release again. Callers hold the transaction. */
    void look(Release release) {
        var open =
                records.waivers().of(release.id()).stream()
                        .filter(
                                each ->
                                        each.state() == Waiver.State.ASKED
                                                || each.state() == Waiver.State.GRANTED)
                        .toList();
        if (open.isEmpty()) {
            return;
        }
        var there = there(release);
        for (var waiver : open) {
            reason(waiver, there)
                    .filter(reason -> records.waivers().lapse(waiver.id(), reason))
                    .ifPresent(
                            reason ->
                                    records.audit()
                                            .append(
                                                    AuditTrail.SERVICE,
                                                    "waiver.lapsed",
                                                    release.purl().toString(),
                                                    waiver.title() + ": " + reason));
        }
    }

    /** Why a waiver is over; empty where it still is of something that is there, or of nothing. */
    private static Optional<String> reason(Waiver waiver, List<Blocker> there) {
        if (there.stream().anyMatch(each -> each.isCoveredBy(waiver))) {
            return Optional.empty();
        }
        var elsewhere = there.stream().filter(each -> each.isTargetOf(waiver)).findFirst();
        if (elsewhere.isPresent()) {
            return Optional.of(
                    "it was asked for where it stood at "
                            + waiver.places()
                            + "; after another vetting it stands at "
                            + elsewhere.get().stands().places());
        }
        return there.stream()
                .filter(each -> each.kind() == Waiver.TargetKind.RULE)
                .filter(each -> waiver.targetKind() == Waiver.TargetKind.RULE)
                .filter(each -> rule(each.target()).equals(rule(waiver.target())))
                .findFirst()
                .map(
                        each ->
                                "after another vetting something else breaks the rule: "
                                        + each.title());
    }

    /** The rule's id without what breaks it. */
    private static String rule(String target) {
        var at = target.lastIndexOf('@');
        return at < 0 ? target : target.substring(0, at);
    }

    /** What blocks and what was found, in all that is approved or lies before reviewers. */
    private List<Blocker> there(Release release) {
        var snapshots = new LinkedHashSet<Sha256>();
        var approved = release.snapshotSha256();
        if (approved != null && STANDING.contains(release.state())) {
            snapshots.add(approved);
        }
        records.undecided(release.id()).stream()
                .map(Review::snapshotSha256)
                .forEach(
                        each -> {
                            if (each != null) {
                                snapshots.add(each);
                            }
                        });
        var there = new ArrayList<Blocker>();
        for (var snapshot : snapshots) {
            there.addAll(waived.blockers(snapshot));
            there.addAll(waived.findings(snapshot));
        }
        return there;
    }
}
