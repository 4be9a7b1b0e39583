package dev.assay.registry.tools;

import static dev.assay.inventory.release.ReleaseState.APPROVED;
import static dev.assay.inventory.release.ReleaseState.EXPIRED;
import static dev.assay.inventory.release.ReleaseState.IN_REVIEW;
import static dev.assay.inventory.release.ReleaseState.REJECTED;
import static dev.assay.inventory.release.ReleaseState.SUSPENDED;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.tool.ToolClass;
import dev.assay.inventory.tool.ToolEntry;
import dev.assay.inventory.tool.ToolStore;
import dev.assay.inventory.tool.ToolTerms;
import dev.assay.registry.workflow.Deed;
import dev.assay.registry.workflow.Deeds;
import dev.assay.registry.workflow.Reopening;
import dev.assay.registry.workflow.Reviewers;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What people say of tools. Before the approval a reviewer's word is enough; after it, narrowing
 * holds at once and widening waits for a review of its own. A tool that is never to be used takes
 * two reviewers and a reason, whatever the state.
 */
public final class ToolDecisions {

    private static final int MOST_REASON = 4000;
    private static final Set<ReleaseState> SETTLED = Set.of(APPROVED, SUSPENDED, EXPIRED);

    private final ToolStore store;
    private final ReleaseStore releases;
    private final AuditTrail audit;
    private final Reopening reopening;
    private final Deeds deeds;

    ToolDecisions(
            ToolStore store,
            ReleaseStore releases,
            AuditTrail audit,
            Reopening reopening,
            Deeds deeds) {
        this.store = store;
        this.releases = releases;
        this.audit = audit;
        this.reopening = reopening;
        this.deeds = deeds;
    }

    /**
     * What a reviewer says of one tool.
     *
     * @param fingerprint the tool that they looked at, or null for whatever it is
     * @param toolClass null for the class it has, or was proposed
     * @param terms null for the terms it has, or were proposed
     */
    public record Word(
            String tool,
            @Nullable String fingerprint,
            @Nullable ToolClass toolClass,
            @Nullable ToolTerms terms) {}

    /**
     * What became of it.
     *
     * @param held what holds now
     * @param waiting what waits for another reviewer, or for a review
     */
    public record Outcome(List<ToolEntry> held, List<ToolEntry> waiting) {}

    /** Says of some tools of a release what they may be used for; all of it or nothing. */
    public Deed<Outcome> say(Account actor, Id releaseId, List<Word> words, String reason) {
        if (!Reviewers.isOne(actor)) {
            return new Deed.Refused<>(
                    actor.login() + " has no reviewer role; reviewers say what a tool may be");
        }
        if (reason.strip().length() > MOST_REASON) {
            return new Deed.Refused<>("the reason is longer than 4000 characters; shorten it");
        }
        try {
            return deeds.whole(
                    () ->
                            releases.lock(releaseId)
                                    .map(
                                            found -> {
                                                // What MCP clients are told of its tools changes.
                                                deeds.announce(found.id());
                                                return say(actor, found, words, reason.strip());
                                            })
                                    .orElseThrow(() -> new No("there is no such release")));
        } catch (No refused) {
            return new Deed.Refused<>(refused.why);
        }
    }

    /** Rolls the transaction back. */
    private static final class No extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String why;

        No(String why) {
            super(why);
            this.why = why;
        }
    }

    private Deed<Outcome> say(Account actor, Release release, List<Word> words, String reason) {
        if (release.state() != IN_REVIEW
                && release.state() != REJECTED
                && !SETTLED.contains(release.state())) {
            throw new No(
                    release.purl()
                            + " is "
                            + release.state().words()
                            + "; tools are confirmed once it is vetted");
        }
        var entries = new LinkedHashMap<String, ToolEntry>();
        store.of(release.id()).forEach(each -> entries.put(each.name(), each));
        var held = new ArrayList<ToolEntry>();
        var waiting = new ArrayList<ToolEntry>();
        Id review = null;
        for (var word : words) {
            var entry = entries.get(word.tool());
            if (entry == null) {
                throw new No("the release offers no tool named " + word.tool());
            }
            if (word.fingerprint() != null
                    && !word.fingerprint().equals(entry.fingerprint().hex())) {
                throw new No(word.tool() + " has changed since you looked; load the page again");
            }
            var wanted = word.toolClass() == null ? entry.toolClass() : word.toolClass();
            var terms = word.terms() == null ? entry.terms() : word.terms();
            var same = wanted == entry.toolClass() && terms.equals(entry.terms());
            if (entry.isConfirmed() && same) {
                continue;
            }
            var lowers = entry.takesTwo(wanted);
            var settled = SETTLED.contains(release.state());
            var wider =
                    (!entry.isConfirmed() && wanted != ToolClass.NEVER)
                            || wanted.isWiderThan(entry.toolClass())
                            || terms.areWiderThan(entry.terms());
            if (lowers || (settled && wider)) {
                needsReason(reason, entry);
                if (settled) {
                    if (review == null) {
                        review =
                                reopening
                                        .reopen(actor, release, "Widen tools: " + reason)
                                        .orElseThrow(
                                                () ->
                                                        new No(
                                                                "no approval holds that could be"
                                                                        + " widened; hand in a"
                                                                        + " request"));
                    }
                    waiting.add(want(actor, release, entry, wanted, terms, reason, review));
                } else if (isSecond(actor, entry, wanted, terms)) {
                    var wish = Objects.requireNonNull(entry.wish());
                    held.add(
                            confirm(
                                    actor,
                                    release,
                                    entry,
                                    wanted,
                                    terms,
                                    new ToolEntry.Lowering(wish.by(), actor.id(), wish.reason())));
                } else {
                    waiting.add(want(actor, release, entry, wanted, terms, reason, null));
                }
            } else {
                // Never said again takes two again.
                var lowering = wanted == ToolClass.NEVER ? null : entry.lowering();
                held.add(confirm(actor, release, entry, wanted, terms, lowering));
            }
        }
        if (!held.isEmpty()) {
            reopening.judgeAgain(release, "what its tools may be used for has changed");
        }
        return new Deed.Done<>(new Outcome(held, waiting));
    }

    /** Whether somebody else wants exactly this already. */
    private static boolean isSecond(
            Account actor, ToolEntry entry, ToolClass wanted, ToolTerms terms) {
        var wish = entry.wish();
        return wish != null
                && wish.review() == null
                && !wish.by().equals(actor.id())
                && wish.toolClass() == wanted
                && wish.terms().equals(terms);
    }

    private ToolEntry want(
            Account actor,
            Release release,
            ToolEntry entry,
            ToolClass wanted,
            ToolTerms terms,
            String reason,
            @Nullable Id review) {
        var wish = new ToolEntry.Wish(wanted, terms, actor.id(), reason, review);
        audit(
                actor,
                release,
                "tool.widening-asked",
                entry.name() + " to " + wanted.words() + ": " + reason);
        return store.want(entry, wish);
    }

    private ToolEntry confirm(
            Account actor,
            Release release,
            ToolEntry entry,
            ToolClass wanted,
            ToolTerms terms,
            ToolEntry.@Nullable Lowering lowering) {
        var was = entry.isConfirmed() ? ", was " + entry.toolClass().words() : "";
        audit(
                actor,
                release,
                "tool.confirmed",
                entry.name()
                        + " as "
                        + wanted.words()
                        + was
                        + "; "
                        + terms.approvalMode().words()
                        + ", "
                        + terms.rateLimit().words()
                        + (lowering == null ? "" : "; lowered by two: " + lowering.reason()));
        return store.confirm(entry, wanted, terms, actor.id(), lowering);
    }

    private static void needsReason(String reason, ToolEntry entry) {
        if (reason.isEmpty()) {
            throw new No(
                    (entry.toolClass() == ToolClass.NEVER
                                    ? "letting " + entry.name() + " be used, which is never to be,"
                                    : "widening " + entry.name())
                            + " needs a reason");
        }
    }

    private void audit(Account actor, Release release, String action, String detail) {
        audit.append(actor.login(), action, release.purl().toString(), detail);
    }
}
