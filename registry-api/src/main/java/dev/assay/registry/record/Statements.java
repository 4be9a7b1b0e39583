package dev.assay.registry.record;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.consumer.ConsumerStore;
import dev.assay.inventory.record.Checklist;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.Form;
import dev.assay.inventory.record.StatedValue;
import dev.assay.inventory.record.StatedValueStore;
import dev.assay.inventory.record.Subject;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.review.AccessRequest;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.server.ServerPackageStore;
import dev.assay.inventory.server.ServerStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.reminder.SecretLook;
import dev.assay.registry.server.CurrentRelease;
import dev.assay.registry.workflow.Deed;
import dev.assay.registry.workflow.Deed.Done;
import dev.assay.registry.workflow.Deed.Refused;
import dev.assay.registry.workflow.Deeds;
import dev.assay.registry.workflow.Reopening;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Takes what people say of a server: who may, what it has to look like, and that it is audited. */
public final class Statements {

    /** A reason, and a place where a value is known from. */
    public static final int LONGEST_REASON = 2_000;

    /** Nobody has so much to say of one server. */
    private static final int MOST_OF_A_SERVER = 20_000;

    private static final Set<Role> REVIEWERS =
            EnumSet.of(Role.SECURITY, Role.DATA_PROTECTION, Role.PROCUREMENT, Role.SYSTEM_OWNER);

    /** Entries that there are because somebody names them. */
    private static final Set<Subject> NAMED =
            EnumSet.of(Subject.SYSTEM, Subject.IDENTITY, Subject.DESTINATION);

    private static final Set<Subject> NEAR_SECRETS =
            EnumSet.of(Subject.CREDENTIAL, Subject.IDENTITY);

    private static final Pattern HOST =
            Pattern.compile(
                    "(\\*\\.)?[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*");

    private final StatedValueStore stated;
    private final ServerStore servers;
    private final ServerPackageStore packages;
    private final ReleaseStore releases;
    private final ReviewStore reviews;
    private final ConsumerStore consumers;
    private final RecordReader records;
    private final Reopening reopening;
    private final AuditTrail audit;
    private final Deeds deeds;
    private final Clock clock;

    Statements(
            StatedValueStore stated,
            ServerStore servers,
            ServerPackageStore packages,
            ReleaseStore releases,
            ReviewStore reviews,
            ConsumerStore consumers,
            RecordReader records,
            Reopening reopening,
            AuditTrail audit,
            Deeds deeds,
            Clock clock) {
        this.stated = stated;
        this.servers = servers;
        this.packages = packages;
        this.releases = releases;
        this.reviews = reviews;
        this.consumers = consumers;
        this.records = records;
        this.reopening = reopening;
        this.audit = audit;
        this.deeds = deeds;
        this.clock = clock;
    }

    /** One field as somebody says it is; null takes back what was said. */
    public record Word(Field field, String key, @Nullable List<String> words) {}

    /**
     * A checklist's item as somebody found it.
     *
     * @param result {@code pass}, {@code fail} or {@code not-applicable}; null takes it back
     * @param evidence what shows it; without, it is not done
     * @param by who looked; empty for whoever says so
     * @param on the day on which they did; null for today
     */
    public record Look(
            Checklist list,
            String item,
            @Nullable String result,
            String evidence,
            String by,
            @Nullable LocalDate on) {}

    /** Whether somebody reviews, and so may speak of every server and consumer. */
    public static boolean reviews(Account actor) {
        return actor.roles().stream().anyMatch(REVIEWERS::contains);
    }

    /** Whether somebody may speak of a server; of a consumer its owner does, and reviewers. */
    public boolean mayState(Account actor, Id server) {
        return reviews(actor) || packageOf(server).filter(purl -> isOf(actor, purl)).isPresent();
    }

    /** Writes down what somebody says of a field. */
    public Deed<List<StatedValue>> state(Account actor, Id server, Word word, String reason) {
        return state(actor, server, List.of(word), reason);
    }

    /** Writes down what somebody found, all of it together. */
    public Deed<List<StatedValue>> check(Account actor, Id server, Look look) {
        var item =
                look.list().items().stream()
                        .filter(each -> each.key().equals(look.item()))
                        .findFirst();
        if (item.isEmpty()) {
            return new Refused<>(
                    "there is no item '"
                            + look.item()
                            + "' in the list '"
                            + look.list().key()
                            + "'");
        }
        var key = look.list().entryKey(item.get());
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var on = look.on() == null ? today : look.on();
        if (on.isAfter(today)) {
            return new Refused<>("nobody can have looked on " + on + ", a day to come");
        }
        if (look.result() == null) {
            return state(
                    actor,
                    server,
                    Field.of(Subject.CHECK).stream()
                            .filter(Field::isStatable)
                            .map(each -> new Word(each, key, null))
                            .toList(),
                    "");
        }
        if (!look.result().equals("fail") && look.evidence().isBlank()) {
            return new Refused<>(
                    "say what shows it: a tick without evidence is not done. A result of 'fail'"
                            + " needs none");
        }
        return state(
                actor,
                server,
                List.of(
                        new Word(Field.CHECK_RESULT, key, List.of(look.result())),
                        new Word(Field.CHECK_EVIDENCE, key, some(look.evidence())),
                        new Word(
                                Field.CHECK_BY,
                                key,
                                List.of(look.by().isBlank() ? actor.login() : look.by().strip())),
                        new Word(Field.CHECK_DAY, key, List.of(on.toString())),
                        new Word(Field.CHECK_RELEASE, key, some(version(server)))),
                "");
    }

    private Deed<List<StatedValue>> state(
            Account actor, Id named, List<Word> words, String reason) {
        var server = packages.serverOf(named);
        var purl = packageOf(server).orElse(null);
        if (purl == null) {
            return new Refused<>("there is no such server");
        }
        for (var word : words) {
            var flaw = flaw(actor, server, purl, word, reason);
            if (flaw.isPresent()) {
                return new Refused<>(flaw.get());
            }
        }
        return deeds.whole(
                () -> {
                    if (stated.count(server) + words.size() > MOST_OF_A_SERVER) {
                        return new Refused<>(
                                "so much was stated of this server that no more is taken");
                    }
                    var done = new ArrayList<StatedValue>();
                    for (var word : words) {
                        done.add(
                                stated.state(
                                        server,
                                        word.field(),
                                        word.key(),
                                        stripped(word.words()),
                                        actor.id(),
                                        reason.strip()));
                    }
                    judgeAgain(purl);
                    audit.append(
                            actor.login(),
                            "record.stated",
                            purl.toString(),
                            detail(words, reason.strip()));
                    return new Done<>(List.copyOf(done));
                });
    }

    /** What waits for reviewers was judged by what was stated before. */
    private void judgeAgain(Purl purl) {
        for (var release : ofServer(purl)) {
            if (reviews.reviews(release.id()).stream().anyMatch(Review::isUndecided)) {
                releases.lock(release.id())
                        .ifPresent(
                                each ->
                                        reopening.judgeAgain(
                                                each, "what is stated of the server has changed"));
            }
        }
    }

    private Optional<String> flaw(Account actor, Id server, Purl purl, Word word, String reason) {
        var field = word.field();
        if (!mayState(actor, purl, field, word.key())) {
            return Optional.of(
                    "whoever asked for this server and reviewers may say it, and a consumer's owner"
                            + " of that consumer; ask one of them");
        }
        if (!field.isStatable()) {
            return Optional.of(
                    "‘"
                            + field.label()
                            + "’ follows from what is on record and is stated by nobody");
        }
        if (reason.strip().length() > LONGEST_REASON) {
            return Optional.of("a reason has at most " + LONGEST_REASON + " characters");
        }
        var missing = entryFlaw(server, field.subject(), word.key());
        if (missing.isPresent()) {
            return missing;
        }
        var words = stripped(word.words());
        return field.form()
                .flaw(words == null ? List.of() : words)
                .map(each -> "‘" + field.label() + "’: " + each)
                .or(() -> secret(field.subject(), word.key(), words, reason));
    }

    /** Why nothing can be said of an entry; empty where it can. */
    private Optional<String> entryFlaw(Id server, Subject subject, String key) {
        if (subject == Subject.SERVER) {
            return key.isEmpty()
                    ? Optional.empty()
                    : Optional.of("the server itself has no key; leave it empty");
        }
        if (subject == Subject.CHECK) {
            return Checklist.hasItem(key)
                    ? Optional.empty()
                    : Optional.of("there is no item '" + key + "' in any checklist");
        }
        if (!NAMED.contains(subject)) {
            return records.now(server).flatMap(each -> each.record().find(subject, key)).isPresent()
                    ? Optional.empty()
                    : Optional.of(
                            "there is no "
                                    + subject.words()
                                    + " '"
                                    + key
                                    + "' in the record of this server");
        }
        if (subject == Subject.DESTINATION && !HOST.matcher(key).matches()) {
            return Optional.of("‘" + key + "’ is no host; write it in small letters");
        }
        return Form.LINE
                .flaw(List.of(key))
                .map(each -> "the name of a " + subject.words() + ": " + each);
    }

    private static Optional<String> secret(
            Subject subject, String key, @Nullable List<String> words, String reason) {
        var near = NEAR_SECRETS.contains(subject);
        return Stream.concat(Stream.of(key, reason), words == null ? Stream.of() : words.stream())
                        .anyMatch(each -> near ? SecretLook.has(each) : SecretLook.isToken(each))
                ? Optional.of(
                        "this looks like a secret itself; write where it is kept. Nothing was"
                                + " recorded, but change that secret if it was one")
                : Optional.empty();
    }

    /** What is said of a consumer holds for every server that it uses. */
    private boolean mayState(Account actor, Purl purl, Field field, String key) {
        return reviews(actor)
                || (field.subject() == Subject.CONSUMER ? owns(actor, key) : isOf(actor, purl));
    }

    private boolean owns(Account actor, String consumer) {
        return consumers.all().stream()
                .anyMatch(
                        each -> each.name().equals(consumer) && each.ownerId().equals(actor.id()));
    }

    /** Whoever asked for it, or is named as its owner by the login. */
    private boolean isOf(Account actor, Purl purl) {
        return ofServer(purl).stream()
                .flatMap(each -> reviews.requests(each.id()).stream())
                .filter(each -> each.withdrawnAt() == null)
                .anyMatch(each -> isOf(actor, each));
    }

    private static boolean isOf(Account actor, AccessRequest request) {
        return request.requesterId().equals(actor.id())
                || request.owner().strip().equals(actor.login());
    }

    private Optional<Purl> packageOf(Id server) {
        return servers.packageOf(packages.serverOf(server));
    }

    private List<Release> ofServer(Purl purl) {
        return releases.ofPackages(packages.packagesOf(purl));
    }

    private String version(Id server) {
        return packageOf(server)
                .map(this::ofServer)
                .filter(each -> !each.isEmpty())
                .map(each -> CurrentRelease.of(each).purl().exactVersion())
                .orElse("");
    }

    private static List<String> some(String word) {
        return word.isBlank() ? List.of() : List.of(word);
    }

    /** Line breaks as browsers send them are made what everybody else writes. */
    private static @Nullable List<String> stripped(@Nullable List<String> words) {
        return words == null
                ? null
                : words.stream().map(each -> each.replace("\r\n", "\n").strip()).toList();
    }

    private static String detail(List<Word> words, String reason) {
        var told = new ArrayList<String>();
        for (var word : words) {
            told.add(
                    word.field().subject().words()
                            + (word.key().isEmpty() ? "" : " " + word.key())
                            + " "
                            + word.field().key()
                            + ": "
                            + (word.words() == null
                                    ? "taken back"
                                    : word.words().isEmpty()
                                            ? "none"
                                            : String.join(", ", word.words())));
        }
        return String.join("; ", told) + (reason.isEmpty() ? "" : "; " + reason);
    }
}
