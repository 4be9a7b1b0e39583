package dev.assay.registry.consumer;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.audit.GrantEvents;
import dev.assay.inventory.consumer.Consumer;
import dev.assay.inventory.consumer.ConsumerStore;
import dev.assay.inventory.consumer.Grant;
import dev.assay.inventory.consumer.GrantStore;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.registry.workflow.Deed;
import dev.assay.registry.workflow.Deeds;
import dev.assay.registry.workflow.Reviewers;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Grants consumers single tools, in one environment, until a day. More is asked for and granted by
 * somebody else; less holds at once. There is no grant of everything.
 */
public final class Grants {

    /** Who grants. Where two are needed, one of them is security. */
    static final Set<Role> GRANTERS = Set.of(Role.SECURITY, Role.SYSTEM_OWNER);

    private static final int MOST_TEXT = 4000;

    private final ConsumerStore consumers;
    private final GrantStore grants;
    private final ReleaseStore releases;
    private final Grantable grantable;
    private final SpentTokens spent;
    private final AuditTrail audit;
    private final Deeds deeds;
    private final Clock clock;

    Grants(
            ConsumerStore consumers,
            GrantStore grants,
            ReleaseStore releases,
            Grantable grantable,
            SpentTokens spent,
            AuditTrail audit,
            Deeds deeds,
            Clock clock) {
        this.consumers = consumers;
        this.grants = grants;
        this.releases = releases;
        this.grantable = grantable;
        this.spent = spent;
        this.audit = audit;
        this.deeds = deeds;
        this.clock = clock;
    }

    /**
     * What somebody asks for.
     *
     * @param release an approved release that offers the tool
     * @param days for how long; null for as long as its tier allows
     * @param reason the workflow that needs it
     */
    public record Wish(
            Id release, String tool, Stage environment, @Nullable Integer days, String reason) {}

    public static boolean mayGrant(Account actor) {
        return !actor.disabled() && GRANTERS.stream().anyMatch(actor::has);
    }

    /** Asks for one; somebody else grants it. */
    public Deed<Grant> ask(Account asker, Id consumerId, Wish wish) {
        if (!Consumers.mayAsk(asker)) {
            return new Deed.Refused<>(
                    asker.login() + " may not ask for grants; requesters and reviewers do");
        }
        var tool = wish.tool().strip();
        if (tool.contains("*") || tool.isEmpty()) {
            return new Deed.Refused<>(
                    "a grant names one tool; "
                            + (tool.isEmpty() ? "none" : "'" + tool + "'")
                            + " would be all there are and all to come. Ask for each tool that the"
                            + " workflow needs");
        }
        if (wish.reason().isBlank() || wish.reason().strip().length() > MOST_TEXT) {
            return new Deed.Refused<>("say in at most 4000 characters which workflow needs it");
        }
        return inUse(consumerId, consumer -> ask(asker, consumer, wish, tool));
    }

    private Deed<Grant> ask(Account asker, Consumer consumer, Wish wish, String tool) {
        var release = releases.lock(wish.release()).orElse(null);
        if (release == null) {
            return new Deed.Refused<>("there is no such release");
        }
        var looked = grantable.look(consumer, release, tool, wish.environment());
        if (looked instanceof Grantable.Look.No(var why)) {
            return new Deed.Refused<>(why);
        }
        var yes = (Grantable.Look.Yes) looked;
        var days = wish.days() == null ? yes.mostDays() : wish.days();
        if (days < 1 || days > yes.mostDays()) {
            return new Deed.Refused<>(yes.tooLong(days));
        }
        var others = grants.of(consumer.id());
        var waits =
                others.stream()
                        .filter(each -> each.state() == Grant.State.ASKED)
                        .anyMatch(
                                each ->
                                        each.tool().equals(tool)
                                                && each.environment() == wish.environment()
                                                && each.packagePurl()
                                                        .equals(release.purl().withVersion(null)));
        if (waits) {
            return new Deed.Refused<>("this grant is asked for already; somebody else answers it");
        }
        var busy = spent.hindrance(consumer, others);
        if (busy.isPresent()) {
            return new Deed.Refused<>(busy.get());
        }
        var asked =
                grants.ask(
                        new GrantStore.Wish(
                                consumer,
                                release.id(),
                                release.purl(),
                                tool,
                                yes.entry().toolClass(),
                                wish.environment(),
                                asker.id(),
                                wish.reason().strip(),
                                days,
                                yes.needsTwo()));
        record(asker, "grant.asked", consumer, asked, asked.reason());
        return new Deed.Done<>(asked);
    }

    /**
     * Grants what was asked for, or agrees as the first of two.
     *
     * @param days for how long; null for as long as was asked
     */
    public Deed<Grant> grant(Account actor, Id grantId, String reason, @Nullable Integer days) {
        if (!mayGrant(actor)) {
            return new Deed.Refused<>(
                    actor.login() + " does not grant tools; security and system owners do");
        }
        if (isNoReason(reason)) {
            return noReason();
        }
        return waiting(grantId, (consumer, asked) -> grant(actor, consumer, asked, reason, days));
    }

    private Deed<Grant> grant(
            Account actor,
            Consumer consumer,
            Grant asked,
            String reason,
            @Nullable Integer wanted) {
        if (actor.id().equals(asked.askerId())) {
            return new Deed.Refused<>("nobody grants what they asked for; somebody else has to");
        }
        if (actor.id().equals(consumer.ownerId()) || actor.id().equals(asked.ownerId())) {
            return new Deed.Refused<>(
                    "nobody grants tools to a consumer of their own; somebody else has to");
        }
        var release = releases.lock(asked.releaseId()).orElseThrow();
        var looked = grantable.look(consumer, release, asked.tool(), asked.environment());
        if (looked instanceof Grantable.Look.No(var why)) {
            return new Deed.Refused<>(why);
        }
        var yes = (Grantable.Look.Yes) looked;
        if (yes.entry().toolClass() != asked.toolClass() || (yes.needsTwo() && !asked.needsTwo())) {
            return new Deed.Refused<>(
                    "more is at stake than when it was asked for; refuse it and have it asked for"
                            + " again");
        }
        var days = wanted == null ? asked.days() : wanted;
        if (days < 1 || days > Math.min(asked.days(), yes.mostDays())) {
            return new Deed.Refused<>(
                    "this is granted for 1 to "
                            + Math.min(asked.days(), yes.mostDays())
                            + " days, not "
                            + days);
        }
        var others =
                grants.of(consumer.id()).stream()
                        .filter(each -> !each.id().equals(asked.id()))
                        .toList();
        var busy = spent.hindrance(consumer, others);
        if (busy.isPresent()) {
            return new Deed.Refused<>(busy.get());
        }
        var first = asked.first();
        if (asked.needsTwo() && first == null) {
            grants.agree(asked.id(), actor.id(), reason.strip());
            record(actor, "grant.agreed", consumer, asked, reason.strip());
            return now(asked);
        }
        if (first != null && first.by().equals(actor.id())) {
            return new Deed.Refused<>("you have agreed already; a second person has to");
        }
        if (first != null && !actor.has(Role.SECURITY) && !grantable.isSecurity(first.by())) {
            return new Deed.Refused<>("where two are needed, one of them is security");
        }
        others.stream()
                .filter(each -> each.state() == Grant.State.GRANTED && each.isLike(asked))
                .forEach(
                        each ->
                                grants.end(
                                        each.id(),
                                        Grant.State.REVOKED,
                                        actor.id(),
                                        "replaced by a newer one"));
        grants.grant(asked.id(), actor.id(), days);
        record(actor, "grant.granted", consumer, asked, "for " + days + " days: " + reason.strip());
        return now(asked);
    }

    /** Says no to what was asked for; whoever asked may take it back so too. */
    public Deed<Grant> refuse(Account actor, Id grantId, String reason) {
        if (isNoReason(reason)) {
            return noReason();
        }
        return waiting(
                grantId,
                (consumer, asked) -> {
                    if (!mayGrant(actor) && !actor.id().equals(asked.askerId())) {
                        return new Deed.Refused<>(
                                "security and system owners refuse it, or whoever asked takes it"
                                        + " back");
                    }
                    grants.end(asked.id(), Grant.State.REFUSED, actor.id(), reason.strip());
                    record(actor, "grant.refused", consumer, asked, reason.strip());
                    return now(asked);
                });
    }

    /** Ends one at once. For its owner, for whoever asked, and for reviewers. */
    public Deed<Grant> revoke(Account actor, Id grantId, String reason) {
        if (isNoReason(reason)) {
            return noReason();
        }
        return held(
                actor,
                grantId,
                (consumer, held) -> {
                    grants.end(held.id(), Grant.State.REVOKED, actor.id(), reason.strip());
                    spent.after(consumer, held);
                    record(actor, "grant.revoked", consumer, held, reason.strip());
                    return now(held);
                });
    }

    /**
     * Has one end earlier; later is a grant of its own.
     *
     * @param days from now on
     */
    public Deed<Grant> shorten(Account actor, Id grantId, int days) {
        return held(
                actor,
                grantId,
                (consumer, held) -> {
                    var until = clock.instant().plus(Duration.ofDays(days));
                    var given = held.given();
                    if (days < 1 || given == null || !until.isBefore(given.until())) {
                        return new Deed.Refused<>(
                                "only an earlier end holds at once; for a later one ask for the"
                                        + " grant again");
                    }
                    grants.shorten(held.id(), until);
                    record(actor, "grant.shortened", consumer, held, "until " + until);
                    return now(held);
                });
    }

    /** Says of those whose time is over that it is. */
    public void expire() {
        var now = clock.instant();
        for (var grant : grants.in(Grant.State.GRANTED)) {
            if (!grant.holds(now)) {
                deeds.run(
                        () -> {
                            var consumer = consumers.lock(grant.consumerId()).orElseThrow();
                            if (grants.end(
                                    grant.id(), Grant.State.EXPIRED, null, "its time is over")) {
                                spent.after(consumer, grant);
                                audit.append(
                                        AuditTrail.SERVICE,
                                        "grant.expired",
                                        Consumers.subject(consumer),
                                        words(grant));
                            }
                        });
            }
        }
    }

    /** Those of a consumer, newest first. */
    public List<Grant> of(Id consumer) {
        return grants.of(consumer);
    }

    /** Those that wait for an answer, first what was asked for first. */
    public List<Grant> waiting() {
        return grants.in(Grant.State.ASKED);
    }

    /** Those of a server that are asked for or granted. */
    public List<Grant> ofServer(Purl packagePurl) {
        return grants.ofServer(packagePurl);
    }

    public Optional<Grant> find(Id grant) {
        return grants.find(grant);
    }

    private interface Step {
        Deed<Grant> on(Consumer consumer, Grant grant);
    }

    private interface Use {
        Deed<Grant> of(Consumer consumer);
    }

    private Deed<Grant> inUse(Id consumerId, Use use) {
        return deeds.whole(
                () ->
                        consumers
                                .lock(consumerId)
                                .filter(each -> !each.isRetired())
                                .map(use::of)
                                .orElseGet(
                                        () ->
                                                new Deed.Refused<>(
                                                        "there is no such consumer in use")));
    }

    private Deed<Grant> waiting(Id grantId, Step step) {
        return stands(grantId, Grant.State.ASKED, step);
    }

    private Deed<Grant> held(Account actor, Id grantId, Step step) {
        return stands(
                grantId,
                Grant.State.GRANTED,
                (consumer, grant) ->
                        consumer.ownerId().equals(actor.id())
                                        || grant.askerId().equals(actor.id())
                                        || Reviewers.isOne(actor)
                                ? step.on(consumer, grant)
                                : new Deed.Refused<>(
                                        "the consumer's owner, whoever asked, or a reviewer does"
                                                + " that"));
    }

    private Deed<Grant> stands(Id grantId, Grant.State state, Step step) {
        var seen = grants.find(grantId).orElse(null);
        if (seen == null) {
            return new Deed.Refused<>("there is no such grant");
        }
        return inUse(
                seen.consumerId(),
                consumer -> {
                    var grant = grants.find(grantId).orElseThrow();
                    return grant.state() == state
                            ? step.on(consumer, grant)
                            : new Deed.Refused<>("the grant is " + grant.state().words() + " now");
                });
    }

    private Deed<Grant> now(Grant grant) {
        return new Deed.Done<>(grants.find(grant.id()).orElseThrow());
    }

    private static boolean isNoReason(String reason) {
        return reason.isBlank() || reason.strip().length() > MOST_TEXT;
    }

    private static Deed<Grant> noReason() {
        return new Deed.Refused<>("say why, in at most 4000 characters");
    }

    private void record(
            Account actor, String action, Consumer consumer, Grant grant, String detail) {
        audit.append(
                actor.login(), action, Consumers.subject(consumer), words(grant) + ": " + detail);
    }

    private static String words(Grant grant) {
        return GrantEvents.words(
                grant.tool(), grant.packagePurl().packageName(), grant.environment().words());
    }
}
