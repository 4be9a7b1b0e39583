package dev.assay.registry.tools;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.tool.ApprovalMode;
import dev.assay.inventory.tool.Constraint;
import dev.assay.inventory.tool.RateLimit;
import dev.assay.inventory.tool.ToolClass;
import dev.assay.inventory.tool.ToolEntry;
import dev.assay.inventory.tool.ToolStore;
import dev.assay.inventory.tool.ToolTerms;
import dev.assay.registry.workflow.Deeds;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Draws up the matrix of a release, from what its code offers and from what was said before. */
public final class ToolMatrix {

    private static final JsonMapper JSON = new JsonMapper();

    private final ToolStore store;
    private final ReleaseStore releases;
    private final Deeds deeds;

    ToolMatrix(ToolStore store, ReleaseStore releases, Deeds deeds) {
        this.store = store;
        this.releases = releases;
        this.deeds = deeds;
    }

    /**
     * The matrix of a release with a row for each tool it offers. What was said of a tool stays
     * while the tool stays what it was; what was said of the same tool of the baseline is carried
     * over; every other tool is proposed.
     *
     * @param baseline the release it is compared with, or null
     */
    public List<ToolEntry> draw(Release release, List<ToolOffer> offers, @Nullable Id baseline) {
        return deeds.whole(
                () -> {
                    releases.lock(release.id());
                    var left = byName(store.of(release.id()));
                    var nevers = store.everNever(release.id());
                    var earlier = baseline == null ? null : releases.find(baseline).orElse(null);
                    var before =
                            earlier == null
                                    ? Map.<String, ToolEntry>of()
                                    : byName(store.of(earlier.id()));
                    for (var offer : offers) {
                        var known = left.remove(offer.name());
                        if (known == null || !known.fingerprint().equals(offer.fingerprint())) {
                            if (known != null) {
                                store.remove(known.id());
                            }
                            store.put(
                                    known != null && known.isConfirmed()
                                            ? row(release, offer, known, release, nevers)
                                            : row(
                                                    release,
                                                    offer,
                                                    before.get(offer.name()),
                                                    earlier,
                                                    nevers));
                        }
                    }
                    left.values().forEach(gone -> store.remove(gone.id()));
                    return store.of(release.id());
                });
    }

    /** The rows of a release now. */
    public List<ToolEntry> of(Id release) {
        return store.of(release);
    }

    /** What the rules made of a tool. */
    public static Proposal proposal(ToolEntry entry) {
        return JSON.readValue(entry.proposal(), Proposal.class);
    }

    /**
     * @param before what was said of a tool of that name, or null
     * @param baseline the release of which that was said, or null; the release itself where a newer
     *     analysis sees its tool otherwise
     */
    private static ToolEntry row(
            Release release,
            ToolOffer offer,
            @Nullable ToolEntry before,
            @Nullable Release baseline,
            Set<String> nevers) {
        var proposal = Proposals.of(offer);
        if (before == null || baseline == null || !before.isConfirmed()) {
            return proposed(release, offer, remembered(proposal, offer, nevers), "", List.of());
        }
        if (!before.fingerprint().equals(offer.fingerprint())) {
            return proposed(
                    release,
                    offer,
                    remembered(changed(proposal, before, release, baseline), offer, nevers),
                    before.terms().businessSystem(),
                    before.terms().constraints());
        }
        var isNever = proposal.toolClass() == ToolClass.NEVER || nevers.contains(offer.name());
        if (isNever && before.toolClass() != ToolClass.NEVER && before.lowering() == null) {
            // Newer word lists know it for what it is; one person's word is not enough any more.
            return proposed(
                    release,
                    offer,
                    remembered(proposal, offer, nevers),
                    before.terms().businessSystem(),
                    before.terms().constraints());
        }
        return new ToolEntry(
                Id.random(),
                release.id(),
                offer.name(),
                offer.fingerprint(),
                JSON.writeValueAsString(proposal),
                proposal.toolClass(),
                before.toolClass(),
                before.neverOnce() || isNever,
                before.terms(),
                baseline.purl().exactVersion(),
                before.confirmedBy(),
                before.confirmedAt(),
                before.lowering(),
                null);
    }

    /** What was never to be used once in this release is so until two people say otherwise. */
    private static Proposal remembered(Proposal proposal, ToolOffer offer, Set<String> nevers) {
        return proposal.toolClass() == ToolClass.NEVER || !nevers.contains(offer.name())
                ? proposal
                : never(
                        proposal,
                        "never was said of a tool of this name here before",
                        proposal.approvalMode(),
                        proposal.rateLimit());
    }

    private static ToolEntry proposed(
            Release release,
            ToolOffer offer,
            Proposal proposal,
            String system,
            List<Constraint> constraints) {
        return new ToolEntry(
                Id.random(),
                release.id(),
                offer.name(),
                offer.fingerprint(),
                JSON.writeValueAsString(proposal),
                proposal.toolClass(),
                proposal.toolClass(),
                proposal.toolClass() == ToolClass.NEVER,
                new ToolTerms(
                        proposal.dataClasses(),
                        system,
                        constraints,
                        proposal.approvalMode(),
                        proposal.rateLimit()),
                null,
                null,
                null,
                null,
                null);
    }

    /** Another text makes no tool of what people said should be none. */
    private static Proposal changed(
            Proposal proposal, ToolEntry before, Release release, Release baseline) {
        var where =
                baseline.id().equals(release.id())
                        ? "when it was confirmed as "
                        : "in " + baseline.purl().exactVersion() + ", where it was ";
        var reason = Proposal.CHANGED + where + before.toolClass().words();
        return before.toolClass() == ToolClass.NEVER
                ? never(proposal, reason, before.terms().approvalMode(), before.terms().rateLimit())
                : with(
                        proposal,
                        reason,
                        proposal.toolClass(),
                        proposal.approvalMode(),
                        proposal.rateLimit());
    }

    private static Proposal never(
            Proposal proposal, String reason, ApprovalMode mode, RateLimit limit) {
        return with(proposal, reason, ToolClass.NEVER, mode, limit);
    }

    private static Proposal with(
            Proposal proposal,
            String reason,
            ToolClass toolClass,
            ApprovalMode mode,
            RateLimit limit) {
        var reasons = new ArrayList<String>();
        reasons.add(reason);
        reasons.addAll(proposal.reasons());
        return new Proposal(
                toolClass,
                proposal.destructive(),
                proposal.confidence(),
                reasons,
                proposal.contradictions(),
                proposal.dataClasses(),
                mode,
                limit);
    }

    private static Map<String, ToolEntry> byName(List<ToolEntry> entries) {
        var byName = new HashMap<String, ToolEntry>();
        entries.forEach(each -> byName.put(each.name(), each));
        return byName;
    }
}
