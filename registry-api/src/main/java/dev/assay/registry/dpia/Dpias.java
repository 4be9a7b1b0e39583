package dev.assay.registry.dpia;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.dpia.Dpia;
import dev.assay.inventory.dpia.DpiaSnapshot;
import dev.assay.inventory.dpia.DpiaStore;
import dev.assay.inventory.record.RecordJson;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.store.Id;
import dev.assay.registry.workflow.Deed;
import dev.assay.registry.workflow.Deeds;
import dev.assay.registry.workflow.Reviewers;
import dev.assay.scanners.coordinates.Sha256;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keeps assessments. Each deed is one transaction with its event. */
public final class Dpias {

    /** A document about more is one that nobody reads. */
    public static final int MOST_SERVERS = 100;

    /** Who reads assessments; they say where credentials are. */
    public static final Set<Role> READERS =
            Set.of(
                    Role.SECURITY,
                    Role.DATA_PROTECTION,
                    Role.PROCUREMENT,
                    Role.SYSTEM_OWNER,
                    Role.AUDITOR,
                    Role.ADMINISTRATOR);

    private static final int MOST_TITLE = 200;
    private static final int MOST_LISTED = 200;

    private final DpiaStore dpias;
    private final Drafts drafts;
    private final Snapshots snapshots;
    private final CurrentRecords records;
    private final AuditTrail audit;
    private final Deeds deeds;

    Dpias(
            DpiaStore dpias,
            Drafts drafts,
            Snapshots snapshots,
            CurrentRecords records,
            AuditTrail audit,
            Deeds deeds) {
        this.dpias = dpias;
        this.drafts = drafts;
        this.snapshots = snapshots;
        this.records = records;
        this.audit = audit;
        this.deeds = deeds;
    }

    /**
     * One of the list.
     *
     * @param changes what makes it due for review; empty where nothing does
     */
    public record Listed(Dpia dpia, DpiaSnapshot snapshot, List<Change> changes) {}

    /** Something that was done to one, in words. */
    public record Event(Instant at, String by, String what) {}

    public List<Listed> all() {
        return dpias.all(MOST_LISTED).stream().map(this::listed).toList();
    }

    /** Those that a server is in. */
    public List<Listed> about(Id server) {
        return dpias.about(server).stream().map(this::listed).toList();
    }

    private Listed listed(Dpia dpia) {
        var snapshot = dpias.snapshots(dpia.id()).getLast();
        return new Listed(dpia, snapshot, drafts.changes(snapshot));
    }

    public Optional<Dpia> find(Id id) {
        return dpias.find(id);
    }

    /** The servers that one is about. */
    public List<Id> servers(Dpia dpia) {
        return dpias.snapshots(dpia.id()).getLast().servers().stream()
                .map(DpiaSnapshot.Pinned::server)
                .toList();
    }

    /** The package URLs of the servers that one is about. */
    public List<String> packages(Dpia dpia) {
        return dpias.snapshots(dpia.id()).getLast().servers().stream()
                .map(DpiaSnapshot.Pinned::purl)
                .toList();
    }

    public Assessment assessment(Dpia dpia) {
        return Assembly.of(drafts.of(dpia));
    }

    /**
     * The one that is kept of exactly these servers, the newest; or one from their records alone.
     */
    public Assessment assessment(List<ServerRecord> servers) {
        var ids = servers.stream().map(ServerRecord::server).sorted(ID).toList();
        return servers.isEmpty()
                ? unkept(servers)
                : dpias.about(servers.getFirst().server()).stream()
                        .filter(
                                each ->
                                        dpias.snapshots(each.id()).getLast().servers().stream()
                                                .map(DpiaSnapshot.Pinned::server)
                                                .sorted(ID)
                                                .toList()
                                                .equals(ids))
                        .findFirst()
                        .map(this::assessment)
                        .orElseGet(() -> unkept(servers));
    }

    private static final Comparator<Id> ID = Comparator.comparing(Id::value);

    private Assessment unkept(List<ServerRecord> servers) {
        var title =
                servers.size() == 1 ? servers.getFirst().name() : servers.size() + " MCP servers";
        return Assembly.of(drafts.of(title, servers));
    }

    /** What was done to one, oldest first. */
    public List<Event> history(Dpia dpia) {
        var names = new HashMap<Id, String>();
        var events = new ArrayList<Event>();
        for (var each : dpias.snapshots(dpia.id())) {
            events.add(
                    new Event(
                            each.takenAt(),
                            drafts.name(each.takenBy(), names),
                            "pinned the records of "
                                    + each.servers().size()
                                    + " servers as snapshot "
                                    + each.number()
                                    + ", sha256:"
                                    + each.sha256()));
        }
        for (var each : dpias.answers(dpia.id())) {
            events.add(
                    new Event(
                            each.at(),
                            drafts.name(each.by(), names),
                            each.text().isBlank()
                                    ? "took back the answer to " + each.part()
                                    : "answered " + each.part() + ": " + shown(each.text())));
        }
        for (var each : dpias.confirmations(dpia.id())) {
            events.add(
                    new Event(
                            each.at(),
                            drafts.name(each.by(), names),
                            "confirmed " + each.section() + ", sha256:" + each.sha256()));
        }
        for (var each : dpias.outcomes(dpia.id())) {
            events.add(
                    new Event(
                            each.at(),
                            drafts.name(each.by(), names),
                            each.kind()
                                    + ": "
                                    + each.word()
                                    + (each.reason().isEmpty()
                                            ? ""
                                            : ", " + shown(each.reason()))));
        }
        events.sort(Comparator.comparing(Event::at));
        return events;
    }

    static String shown(String text) {
        return text.length() > 400 ? text.substring(0, 400) + "…" : text;
    }

    /** Begins one about these servers, as they are now. */
    public Deed<Dpia> create(Account actor, String title, List<Id> servers) {
        var name = title.strip();
        if (!Reviewers.isOne(actor)) {
            return notOne(actor);
        }
        if (name.isEmpty() || name.length() > MOST_TITLE) {
            return new Deed.Refused<>("an assessment has a title of at most 200 characters");
        }
        var found = found(servers);
        if (found instanceof Deed.Refused<List<ServerRecord>>(var why)) {
            return new Deed.Refused<>(why);
        }
        var pinned = ((Deed.Done<List<ServerRecord>>) found).result();
        return deeds.whole(
                () -> {
                    var dpia = dpias.add(name, actor.id());
                    var snapshot = pin(actor, dpia, pinned);
                    audit.append(actor.login(), "dpia.created", subject(dpia), words(snapshot));
                    return new Deed.Done<>(dpia);
                });
    }

    /** Has one be about these servers, as they are now. Confirmations lapse where it matters. */
    public Deed<Dpia> pin(Account actor, Id id, List<Id> servers) {
        if (!Reviewers.isOne(actor)) {
            return notOne(actor);
        }
        var found = found(servers);
        if (found instanceof Deed.Refused<List<ServerRecord>>(var why)) {
            return new Deed.Refused<>(why);
        }
        var pinned = ((Deed.Done<List<ServerRecord>>) found).result();
        return with(
                id,
                dpia -> {
                    var before = dpias.snapshots(id).getLast().sha256();
                    if (before.equals(Sha256.of(Snapshots.bytes(pinned)))) {
                        return new Deed.Refused<>("nothing has changed since the last snapshot");
                    }
                    var snapshot = pin(actor, dpia, pinned);
                    audit.append(actor.login(), "dpia.pinned", subject(dpia), words(snapshot));
                    return new Deed.Done<>(dpia);
                });
    }

    private DpiaSnapshot pin(Account actor, Dpia dpia, List<ServerRecord> servers) {
        var ordered = Snapshots.ordered(servers);
        return dpias.pin(
                dpia.id(),
                snapshots.keep(ordered),
                Library.newest().name(),
                ordered.stream()
                        .map(
                                each ->
                                        new DpiaSnapshot.Pinned(
                                                each.server(),
                                                each.purl(),
                                                RecordJson.digest(RecordJson.write(each))))
                        .toList(),
                actor.id());
    }

    /** The servers that people name; refused where one is not in the inventory. */
    public Deed<List<Id>> named(List<String> names) {
        var ids = new ArrayList<Id>();
        for (var name : names) {
            var id =
                    ServerNames.id(name).filter(each -> records.now(each).isPresent()).orElse(null);
            if (id == null) {
                return new Deed.Refused<>(
                        "'"
                                + name
                                + "' is no server of the inventory; write its package's name, its"
                                + " package URL or its id");
            }
            ids.add(id);
        }
        return new Deed.Done<>(ids);
    }

    /** The records of servers; refused where one is not known, or there are too many. */
    public Deed<List<ServerRecord>> found(List<Id> servers) {
        var distinct = servers.stream().distinct().toList();
        if (distinct.isEmpty()) {
            return new Deed.Refused<>("name at least one server");
        }
        if (distinct.size() > MOST_SERVERS) {
            return new Deed.Refused<>("an assessment is about at most 100 servers");
        }
        var found = new ArrayList<ServerRecord>();
        for (var server : distinct) {
            var record = records.now(server).orElse(null);
            if (record == null) {
                return new Deed.Refused<>("there is no server " + server);
            }
            // Two packages of one server lead to one record.
            if (found.stream().noneMatch(each -> each.server().equals(record.server()))) {
                found.add(record);
            }
        }
        return new Deed.Done<>(found);
    }

    private interface Step {
        Deed<Dpia> of(Dpia dpia);
    }

    private Deed<Dpia> with(Id id, Step deed) {
        return deeds.whole(
                () ->
                        dpias.lock(id)
                                .map(deed::of)
                                .orElseGet(
                                        () -> new Deed.Refused<>("there is no such assessment")));
    }

    static <T> Deed<T> notOne(Account actor) {
        return new Deed.Refused<>(
                actor.login() + " may not write assessments; reviewers of any role do");
    }

    static String subject(Dpia dpia) {
        return "dpia " + dpia.id();
    }

    private static String words(DpiaSnapshot snapshot) {
        return "snapshot "
                + snapshot.number()
                + " of "
                + snapshot.servers().size()
                + " servers, sha256 "
                + snapshot.sha256();
    }
}
