package dev.assay.registry.consumer;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditPeople;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.audit.GrantEvents;
import dev.assay.inventory.consumer.Consumer;
import dev.assay.inventory.consumer.ConsumerStore;
import dev.assay.inventory.consumer.Grant;
import dev.assay.inventory.consumer.GrantStore;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.registry.workflow.Deed;
import dev.assay.registry.workflow.Deeds;
import dev.assay.registry.workflow.Reviewers;

import org.springframework.dao.DuplicateKeyException;

import java.util.List;
import java.util.Optional;

/** Keeps the record of consumers. Each deed is one transaction with its event. */
public final class Consumers {

    private static final int MOST_NAME = 100;
    private static final int MOST_IDENTITY = 200;
    private static final int MOST_TEXT = 4000;

    private final ConsumerStore consumers;
    private final GrantStore grants;
    private final AccountStore accounts;
    private final SpentTokens spent;
    private final AuditTrail audit;
    private final Deeds deeds;
    private final IdentityNames names;

    Consumers(
            ConsumerStore consumers,
            GrantStore grants,
            AccountStore accounts,
            SpentTokens spent,
            AuditTrail audit,
            Deeds deeds,
            IdentityNames names) {
        this.consumers = consumers;
        this.grants = grants;
        this.accounts = accounts;
        this.spent = spent;
        this.audit = audit;
        this.deeds = deeds;
        this.names = names;
    }

    /**
     * What somebody says of one.
     *
     * @param owner the login of who answers for it
     * @param identity the OAuth client or service account that it acts as; may be empty
     * @param profile the id of the profile that it is held to; empty for none
     */
    public record Form(
            String name,
            String purpose,
            String owner,
            Stage stage,
            String identity,
            String profile) {

        /** Of one without a profile. */
        public Form(String name, String purpose, String owner, Stage stage, String identity) {
            this(name, purpose, owner, stage, identity, "");
        }
    }

    /** Who may put consumers on record and ask for grants: those who request, and reviewers. */
    public static boolean mayAsk(Account actor) {
        return !actor.disabled() && (actor.has(Role.REQUESTER) || Reviewers.isOne(actor));
    }

    public List<Consumer> all() {
        return consumers.all();
    }

    public Optional<Consumer> find(Id id) {
        return consumers.find(id);
    }

    /** Puts one on record. */
    public Deed<Consumer> add(Account actor, Form form) {
        var name = form.name().strip();
        var purpose = form.purpose().strip();
        var identity = form.identity().strip();
        if (!mayAsk(actor)) {
            return new Deed.Refused<>(
                    actor.login()
                            + " may not put consumers on record; requesters and reviewers do");
        }
        if (name.isEmpty() || name.length() > MOST_NAME) {
            return new Deed.Refused<>("a consumer has a name of at most 100 characters");
        }
        if (purpose.isEmpty() || purpose.length() > MOST_TEXT) {
            return new Deed.Refused<>(
                    "say in at most 4000 characters what it is for: one narrow purpose");
        }
        var owner = owner(form.owner()).orElse(null);
        if (owner == null) {
            return noOwner(form.owner());
        }
        var profile = form.profile().strip();
        if (!profile.isEmpty() && ConsumerProfiles.builtIn().find(profile).isEmpty()) {
            return new Deed.Refused<>(ProfileChanges.unknown(profile));
        }
        var flaw = flaw(identity);
        if (flaw.isPresent()) {
            return new Deed.Refused<>(flaw.get());
        }
        try {
            return deeds.whole(
                    () -> {
                        var added =
                                consumers.add(
                                        name,
                                        purpose,
                                        owner.id(),
                                        form.stage(),
                                        identity,
                                        actor.id());
                        if (!profile.isEmpty()) {
                            consumers.setProfile(added.id(), profile);
                        }
                        audit.append(
                                actor.login(),
                                "consumer.added",
                                subject(added),
                                "owned by "
                                        + AuditPeople.mark(owner.login())
                                        + ", for "
                                        + added.stage().words()
                                        + (profile.isEmpty() ? "" : ", held to " + profile));
                        return new Deed.Done<>(consumers.find(added.id()).orElseThrow());
                    });
        } catch (DuplicateKeyException e) {
            return new Deed.Refused<>("there is a consumer called '" + name + "' already");
        }
    }

    /**
     * Has somebody else answer for one. For its owner and for reviewers; nobody becomes the owner
     * of what they granted.
     *
     * @param login whose it is from now on
     */
    public Deed<Consumer> handOver(Account actor, Id id, String login) {
        var next = owner(login).orElse(null);
        if (next == null) {
            return noOwner(login);
        }
        return deeds.whole(
                () -> {
                    var found = consumers.lock(id).filter(each -> !each.isRetired()).orElse(null);
                    if (found == null) {
                        return new Deed.Refused<>("there is no such consumer in use");
                    }
                    if (!found.ownerId().equals(actor.id()) && !Reviewers.isOne(actor)) {
                        return new Deed.Refused<>(
                                "its owner or a reviewer hands a consumer over, nobody else");
                    }
                    if (found.ownerId().equals(next.id())) {
                        return new Deed.Refused<>(next.login() + " answers for it already");
                    }
                    if (grants.of(id).stream().anyMatch(each -> isBy(each, next.id()))) {
                        return new Deed.Refused<>(
                                next.login()
                                        + " granted tools to it, and nobody grants to themselves;"
                                        + " hand it to somebody else, or revoke those first");
                    }
                    consumers.handOver(id, next.id());
                    audit.append(
                            actor.login(),
                            "consumer.handed-over",
                            subject(found),
                            "to " + AuditPeople.mark(next.login()));
                    return new Deed.Done<>(consumers.find(id).orElseThrow());
                });
    }

    /**
     * What is wrong with an identity. What two consumers act as tells nobody which of them did it,
     * and what is used in two environments carries what one may do into the other.
     */
    private Optional<String> flaw(String identity) {
        if (identity.isEmpty()) {
            return Optional.empty();
        }
        if (identity.length() > MOST_IDENTITY) {
            return Optional.of("its identity has at most 200 characters");
        }
        if (!names.fits(identity)) {
            return Optional.of(
                    "'" + identity + "' is not named as the house names identities: " + names);
        }
        return consumers.all().stream()
                .filter(each -> !each.isRetired() && each.identity().equalsIgnoreCase(identity))
                .findFirst()
                .map(
                        each ->
                                "'"
                                        + identity
                                        + "' is what "
                                        + each.name()
                                        + " acts as, for "
                                        + each.stage().words()
                                        + "; give each consumer and each environment its own");
    }

    private static boolean isBy(Grant grant, Id person) {
        var first = grant.first();
        var given = grant.given();
        return (grant.state() == Grant.State.GRANTED || grant.state() == Grant.State.ASKED)
                && ((first != null && first.by().equals(person))
                        || (given != null && given.by().equals(person)));
    }

    private Optional<Account> owner(String login) {
        return accounts.find(login.strip())
                .filter(each -> !each.disabled() && !each.id().equals(Account.POLICY));
    }

    private static Deed<Consumer> noOwner(String login) {
        return new Deed.Refused<>(
                "there is no account '" + login.strip() + "' that could answer for it");
    }

    /** Takes one out of use: every grant it has ends at once. For its owner and for reviewers. */
    public Deed<Consumer> retire(Account actor, Id id, String reason) {
        if (reason.isBlank() || reason.strip().length() > MOST_TEXT) {
            return new Deed.Refused<>("say in at most 4000 characters why it is retired");
        }
        return deeds.whole(
                () -> {
                    var found = consumers.lock(id).orElse(null);
                    if (found == null || found.isRetired()) {
                        return new Deed.Refused<>("there is no such consumer in use");
                    }
                    if (!found.ownerId().equals(actor.id()) && !Reviewers.isOne(actor)) {
                        return new Deed.Refused<>(
                                "its owner or a reviewer retires a consumer, nobody else");
                    }
                    var ended = 0;
                    for (var grant : grants.of(id)) {
                        var state =
                                grant.state() == Grant.State.ASKED
                                        ? Grant.State.REFUSED
                                        : Grant.State.REVOKED;
                        if (grants.end(
                                grant.id(), state, actor.id(), "retired: " + reason.strip())) {
                            ended++;
                            spent.after(found, grant);
                        }
                    }
                    consumers.retire(id);
                    audit.append(
                            actor.login(),
                            "consumer.retired",
                            subject(found),
                            reason.strip() + "; grants that ended: " + ended);
                    return new Deed.Done<>(consumers.find(id).orElseThrow());
                });
    }

    static String subject(Consumer consumer) {
        return GrantEvents.about(consumer.name());
    }
}
