package dev.assay.registry.reminder;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.StatedValue;
import dev.assay.inventory.record.StatedValueStore;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.server.Servers;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.task.Credential;
import dev.assay.inventory.task.CredentialStore;
import dev.assay.inventory.task.FeedStore;
import dev.assay.inventory.task.NewTask;
import dev.assay.inventory.task.TaskKind;
import dev.assay.inventory.task.TaskStore;
import dev.assay.registry.reminder.TaskOutcome.Noted;
import dev.assay.registry.reminder.TaskOutcome.Refused;
import dev.assay.registry.workflow.Deeds;
import dev.assay.scanners.coordinates.Purl;

import org.springframework.dao.DuplicateKeyException;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keeps track of where servers' secrets are, and has them rotated at once when somebody leaves. No
 * secret itself is ever taken.
 */
public final class Credentials {

    private static final Set<ReleaseState> IN_USE =
            EnumSet.of(ReleaseState.APPROVED, ReleaseState.SUSPENDED);

    private final CredentialStore credentials;
    private final TaskStore tasks;
    private final FeedStore feeds;
    private final AccountStore accounts;
    private final ReleaseStore releases;
    private final ReviewStore reviews;
    private final StatedValueStore stated;
    private final AuditTrail audit;
    private final Deeds deeds;
    private final Clock clock;

    Credentials(
            CredentialStore credentials,
            TaskStore tasks,
            FeedStore feeds,
            AccountStore accounts,
            ReleaseStore releases,
            ReviewStore reviews,
            StatedValueStore stated,
            AuditTrail audit,
            Deeds deeds,
            Clock clock) {
        this.credentials = credentials;
        this.tasks = tasks;
        this.feeds = feeds;
        this.accounts = accounts;
        this.releases = releases;
        this.reviews = reviews;
        this.stated = stated;
        this.audit = audit;
        this.deeds = deeds;
        this.clock = clock;
    }

    /** Those that somebody may know of: their own, or all for whoever looks after them. */
    public List<Credential> of(Account account) {
        return credentials.all().stream()
                .filter(each -> TaskDesk.seesAll(account) || each.ownerId().equals(account.id()))
                .toList();
    }

    /** Remembers where a server's secret is; whoever says so owns it. */
    public TaskOutcome add(
            Account actor, String server, String kind, String place, LocalDate rotatedOn) {
        Purl packagePurl;
        try {
            packagePurl = Purl.parse(server.strip()).withVersion(null);
        } catch (IllegalArgumentException e) {
            return new Refused(String.valueOf(e.getMessage()));
        }
        if (releases.ofPackage(packagePurl).isEmpty()) {
            return new Refused(packagePurl.packageName() + " is not known here; ask for it first");
        }
        if (kind.isBlank() || kind.strip().length() > 100) {
            return new Refused("say in at most 100 characters what it is, such as API key");
        }
        if (place.isBlank() || place.strip().length() > 500) {
            return new Refused(
                    "say in at most 500 characters where it is kept, such as vault: mail/api-key");
        }
        if (SecretLook.has(place) || SecretLook.has(kind)) {
            return new Refused(
                    "this looks like the secret itself; write where it is kept. Nothing was"
                            + " recorded, but change that secret if it was one");
        }
        if (rotatedOn.isAfter(today())) {
            return new Refused("it cannot have been rotated on " + rotatedOn + ", a day to come");
        }
        try {
            return deeds.whole(
                    () -> {
                        var added =
                                credentials.add(
                                        packagePurl,
                                        kind.strip(),
                                        place.strip(),
                                        actor.id(),
                                        rotatedOn);
                        audit.append(
                                actor.login(),
                                "credential.added",
                                packagePurl.toString(),
                                added.kind() + " in " + added.place());
                        return new Noted(added.kind() + " in " + added.place() + " is on record");
                    });
        } catch (DuplicateKeyException e) {
            return new Refused("there is one in that place already");
        }
    }

    /** Forgets a credential that is in use no more; for its owner and for security. */
    public TaskOutcome retire(Account actor, Id id) {
        return deeds.whole(
                () -> {
                    var found = credentials.find(id).orElse(null);
                    if (found == null
                            || !(found.ownerId().equals(actor.id()) || actor.has(Role.SECURITY))) {
                        return new Refused("there is no such credential, or it is not yours");
                    }
                    credentials.retire(id);
                    audit.append(
                            actor.login(),
                            "credential.retired",
                            found.packagePurl().toString(),
                            found.kind() + " in " + found.place());
                    return new Noted(found.kind() + " in " + found.place() + " is retired");
                });
    }

    /**
     * Somebody leaves, or lost a device: what they knew is rotated today. Their calendar address
     * ends with it.
     */
    public TaskOutcome leaving(Account actor, String login, String reason) {
        var person = accounts.find(login.strip()).orElse(null);
        if (person == null) {
            return new Refused("there is no account '" + login.strip() + "'");
        }
        if (reason.isBlank() || reason.strip().length() > 2000) {
            return new Refused("say in at most 2000 characters what happened");
        }
        return deeds.whole(
                () -> {
                    var opened = rotateWhatTheyKnew(person);
                    feeds.revoke(person.id());
                    audit.append(
                            actor.login(),
                            "account.leaving",
                            person.login(),
                            reason.strip() + "; rotations due today: " + opened);
                    return new Noted(
                            opened == 0
                                    ? person.login() + " has asked for no server that is in use"
                                    : opened + " rotations are due today");
                });
    }

    private int rotateWhatTheyKnew(Account person) {
        var asked = packagesOf(person);
        var today = today();
        var covered = new TreeSet<String>();
        var opened = 0;
        for (var each : credentials.all()) {
            var server = each.packagePurl().toString();
            if (each.ownerId().equals(person.id())
                    || asked.contains(server)
                    || isHeldBy(each, person)) {
                covered.add(server);
                var task =
                        new NewTask(
                                "leave:" + each.id() + ":" + person.id() + ":" + today,
                                TaskKind.ROTATE_CREDENTIAL,
                                server,
                                null,
                                Reminders.rotation(each)
                                        + ", which "
                                        + person.displayName()
                                        + " could know",
                                today,
                                Role.SECURITY,
                                each.ownerId().equals(person.id()) ? null : each.ownerId());
                opened += tasks.open(task) ? 1 : 0;
            }
        }
        for (var server : asked) {
            if (!covered.contains(server)) {
                var task =
                        new NewTask(
                                "leave:" + person.id() + ":" + server + ":" + today,
                                TaskKind.ROTATE_CREDENTIAL,
                                server,
                                null,
                                "Rotate what "
                                        + person.displayName()
                                        + " could know of "
                                        + Purl.parse(server).packageName()
                                        + "; no credential of it is on record",
                                today,
                                Role.SECURITY,
                                null);
                opened += tasks.open(task) ? 1 : 0;
            }
        }
        return opened;
    }

    /** Whether the record of its server names them among those who hold it, as one of a team. */
    private boolean isHeldBy(Credential credential, Account person) {
        return stated.of(Servers.id(credential.packagePurl())).stream()
                .filter(each -> each.field() == Field.CREDENTIAL_HOLDERS)
                .filter(each -> each.key().equals(credential.place()))
                .map(StatedValue::words)
                .anyMatch(words -> words != null && words.contains(person.login()));
    }

    private Set<String> packagesOf(Account person) {
        var packages = new TreeSet<String>();
        for (var release : releases.inStates(IN_USE)) {
            if (reviews.requests(release.id()).stream()
                    .anyMatch(request -> request.requesterId().equals(person.id()))) {
                packages.add(release.purl().withVersion(null).toString());
            }
        }
        return packages;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
