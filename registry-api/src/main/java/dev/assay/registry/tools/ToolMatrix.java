package dev.assay.registry.tools;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.tool.Constraint;
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
import java.util.Optional;

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
                            store.put(row(release, offer, before.get(offer.name()), earlier));
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

    private static ToolEntry row(
            Release release,
            ToolOffer offer,
            @Nullable ToolEntry before,
            @Nullable Release baseline) {
        var proposal = Proposals.of(offer);
        if (before == null || baseline == null || !before.isConfirmed()) {
            return proposed(release, offer, proposal, "", List.of());
        }
        if (!before.fingerprint().equals(offer.fingerprint())) {
            return proposed(
                    release,
                    offer,
                    changed(proposal, before, baseline),
                    before.terms().businessSystem(),
                    before.terms().constraints());
        }
        if (proposal.toolClass() == ToolClass.NEVER
                && before.toolClass() != ToolClass.NEVER
                && before.lowering() == null) {
            // Newer word lists know it for what it is; one person's word is not enough any more.
            return proposed(
                    release,
                    offer,
                    proposal,
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
                before.neverOnce() || proposal.toolClass() == ToolClass.NEVER,
                before.terms(),
                baseline.purl().exactVersion(),
                before.confirmedBy(),
                before.confirmedAt(),
                before.lowering(),
                null);
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
    private static Proposal changed(Proposal proposal, ToolEntry before, Release baseline) {
        var version = baseline.purl().exactVersion();
        var reasons = new ArrayList<String>();
        reasons.add(
                "it is not what it was in "
                        + version
                        + ", where it was "
                        + before.toolClass().words());
        reasons.addAll(proposal.reasons());
        var never = before.toolClass() == ToolClass.NEVER;
        return new Proposal(
                never ? ToolClass.NEVER : proposal.toolClass(),
                proposal.destructive(),
                proposal.confidence(),
                reasons,
                proposal.contradictions(),
                proposal.dataClasses(),
                never ? before.terms().approvalMode() : proposal.approvalMode(),
                never ? before.terms().rateLimit() : proposal.rateLimit());
    }

    private static Map<String, ToolEntry> byName(List<ToolEntry> entries) {
        var byName = new HashMap<String, ToolEntry>();
        entries.forEach(each -> byName.put(each.name(), each));
        return byName;
    }

    /** The row of one tool. */
    Optional<ToolEntry> find(Id release, String name) {
        return store.of(release).stream().filter(each -> each.name().equals(name)).findFirst();
    }
}
