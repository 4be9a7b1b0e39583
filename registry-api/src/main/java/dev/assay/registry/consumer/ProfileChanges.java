package dev.assay.registry.consumer;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.consumer.Consumer;
import dev.assay.inventory.consumer.ConsumerStore;
import dev.assay.inventory.consumer.Grant;
import dev.assay.inventory.consumer.GrantStore;
import dev.assay.inventory.consumer.ProfileWish;
import dev.assay.inventory.consumer.ProfileWishStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.workflow.Deed;
import dev.assay.registry.workflow.Deeds;
import dev.assay.registry.workflow.Reviewers;

import java.util.Optional;

/**
 * Holds consumers to other profiles. A narrower one holds at once and ends the grants it does not
 * cover; a wider one takes people as a grant does, two of them where it lets tools write.
 */
public final class ProfileChanges {

    private static final int MOST_TEXT = 4000;

    private final ConsumerStore consumers;
    private final GrantStore grants;
    private final ProfileWishStore wishes;
    private final Grantable grantable;
    private final SpentTokens spent;
    private final AuditTrail audit;
    private final Deeds deeds;

    ProfileChanges(
            ConsumerStore consumers,
            GrantStore grants,
            ProfileWishStore wishes,
            Grantable grantable,
            SpentTokens spent,
            AuditTrail audit,
            Deeds deeds) {
        this.consumers = consumers;
        this.grants = grants;
        this.wishes = wishes;
        this.grantable = grantable;
        this.spent = spent;
        this.audit = audit;
        this.deeds = deeds;
    }

    /** The wider one that a consumer waits for. */
    public Optional<ProfileWish> waiting(Id consumer) {
        return wishes.waiting(consumer);
    }

    /**
     * Holds a consumer to another profile where that is narrower, and asks for it where it is not.
     *
     * @param next its id; empty for none
     */
    public Deed<Consumer> change(Account actor, Id id, String next, String reason) {
        if (isNoReason(reason)) {
            return noReason();
        }
        if (!next.isEmpty() && ConsumerProfiles.builtIn().find(next).isEmpty()) {
            return new Deed.Refused<>(unknown(next));
        }
        return inUse(id, found -> change(actor, found, next, reason.strip()));
    }

    private Deed<Consumer> change(Account actor, Consumer found, String next, String reason) {
        if (found.profile().equals(next)) {
            return new Deed.Refused<>("that is what it is held to already");
        }
        var waits = wishes.waiting(found.id()).orElse(null);
        if (ConsumerProfiles.builtIn().isNarrower(next, found.profile())) {
            if (!found.ownerId().equals(actor.id()) && !Reviewers.isOne(actor)) {
                return new Deed.Refused<>(
                        "its owner or a reviewer holds a consumer to less, nobody else");
            }
            if (waits != null) {
                wishes.end(waits.id(), Grant.State.REFUSED, actor.id(), "narrowed: " + reason);
            }
            return put(actor, found, next, "consumer.profile-narrowed", reason);
        }
        if (!Consumers.mayAsk(actor)) {
            return new Deed.Refused<>(
                    actor.login() + " may not ask for a profile; requesters and reviewers do");
        }
        if (waits != null) {
            return new Deed.Refused<>("a wider profile is asked for already; somebody answers it");
        }
        wishes.ask(found, next, actor.id(), reason, needsTwo(next));
        record(actor, "consumer.profile-asked", found, next, reason);
        return now(found);
    }

    /** Grants the wider profile that is asked for, or agrees as the first of two. */
    public Deed<Consumer> grant(Account actor, Id id, String reason) {
        if (!Grants.mayGrant(actor)) {
            return new Deed.Refused<>(
                    actor.login() + " grants no profile; security and system owners do");
        }
        if (isNoReason(reason)) {
            return noReason();
        }
        return inUse(
                id,
                found -> {
                    var asked = wishes.waiting(id).orElse(null);
                    return asked == null ? noneWaits() : grant(actor, found, asked, reason.strip());
                });
    }

    private Deed<Consumer> grant(Account actor, Consumer found, ProfileWish asked, String reason) {
        if (actor.id().equals(asked.askerId())
                || actor.id().equals(asked.ownerId())
                || actor.id().equals(found.ownerId())) {
            return new Deed.Refused<>(
                    "nobody grants what they asked for, nor to a consumer of their own");
        }
        var first = asked.firstBy();
        if (asked.needsTwo() && first == null) {
            wishes.agree(asked.id(), actor.id());
            record(actor, "consumer.profile-agreed", found, asked.wanted(), reason);
            return now(found);
        }
        if (first != null && first.equals(actor.id())) {
            return new Deed.Refused<>("you have agreed already; a second person has to");
        }
        if (first != null && !actor.has(Role.SECURITY) && !grantable.isSecurity(first)) {
            return new Deed.Refused<>("where two are needed, one of them is security");
        }
        wishes.end(asked.id(), Grant.State.GRANTED, actor.id(), reason);
        return put(actor, found, asked.wanted(), "consumer.profile-widened", reason);
    }

    /** Says no to the wider profile; whoever asked may take it back so too. */
    public Deed<Consumer> refuse(Account actor, Id id, String reason) {
        if (isNoReason(reason)) {
            return noReason();
        }
        return inUse(
                id,
                found -> {
                    var asked = wishes.waiting(id).orElse(null);
                    if (asked == null) {
                        return noneWaits();
                    }
                    if (!Grants.mayGrant(actor) && !actor.id().equals(asked.askerId())) {
                        return new Deed.Refused<>(
                                "security and system owners refuse it, or whoever asked takes it"
                                        + " back");
                    }
                    wishes.end(asked.id(), Grant.State.REFUSED, actor.id(), reason.strip());
                    record(actor, "consumer.profile-refused", found, asked.wanted(), reason);
                    return now(found);
                });
    }

    private Deed<Consumer> put(
            Account actor, Consumer found, String next, String action, String reason) {
        consumers.setProfile(found.id(), next);
        var held = consumers.find(found.id()).orElseThrow();
        var ended = 0;
        for (var grant : grants.of(found.id())) {
            var why =
                    isOneGrant(found.profile()) || isOneGrant(next)
                            ? Optional.of("its profile changed, and that takes a grant of its own")
                            : grantable.objection(held, grant);
            if (why.isPresent() && end(actor, grant, why.get())) {
                ended++;
                spent.after(found, grant);
            }
        }
        record(actor, action, found, next, reason + "; grants that ended: " + ended);
        return new Deed.Done<>(held);
    }

    private boolean end(Account actor, Grant grant, String why) {
        var state = grant.state() == Grant.State.ASKED ? Grant.State.REFUSED : Grant.State.REVOKED;
        return grants.end(grant.id(), state, actor.id(), why);
    }

    private static boolean isOneGrant(String profile) {
        return ConsumerProfiles.builtIn()
                .find(profile)
                .filter(ConsumerProfile::oneGrant)
                .isPresent();
    }

    /** As a tool that writes does where much is at stake: nobody knows yet where it will. */
    private static boolean needsTwo(String next) {
        return ConsumerProfiles.builtIn()
                .find(next)
                .map(ConsumerProfile::allowsWriting)
                .orElse(true);
    }

    static String unknown(String profile) {
        return "there is no profile '"
                + profile
                + "'; there are "
                + String.join(
                        ", ",
                        ConsumerProfiles.builtIn().all().stream()
                                .map(ConsumerProfile::id)
                                .toList());
    }

    private interface Use {
        Deed<Consumer> of(Consumer consumer);
    }

    private Deed<Consumer> inUse(Id id, Use use) {
        return deeds.whole(
                () -> {
                    var found = consumers.lock(id).filter(each -> !each.isRetired()).orElse(null);
                    return found == null
                            ? new Deed.Refused<>("there is no such consumer in use")
                            : use.of(found);
                });
    }

    private Deed<Consumer> now(Consumer consumer) {
        return new Deed.Done<>(consumers.find(consumer.id()).orElseThrow());
    }

    private static boolean isNoReason(String reason) {
        return reason.isBlank() || reason.strip().length() > MOST_TEXT;
    }

    private static <T> Deed<T> noReason() {
        return new Deed.Refused<>("say why, in at most 4000 characters");
    }

    private static <T> Deed<T> noneWaits() {
        return new Deed.Refused<>("no wider profile is asked for");
    }

    private void record(Account actor, String action, Consumer of, String next, String detail) {
        audit.append(
                actor.login(),
                action,
                Consumers.subject(of),
                words(of.profile()) + " to " + words(next) + ": " + detail);
    }

    private static String words(String profile) {
        return profile.isEmpty() ? "no profile" : profile;
    }
}
