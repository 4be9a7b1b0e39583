package dev.assay.registry.dpia;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.dpia.Dpia;
import dev.assay.inventory.dpia.DpiaSnapshot;
import dev.assay.inventory.dpia.DpiaStore;
import dev.assay.inventory.record.RecordJson;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Sha256;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Gathers all that a document is made of. */
final class Drafts {

    private final DpiaStore dpias;
    private final AccountStore accounts;
    private final Snapshots snapshots;
    private final CurrentRecords records;
    private final Draft.Organisation organisation;
    private final Clock clock;

    Drafts(
            DpiaStore dpias,
            AccountStore accounts,
            Snapshots snapshots,
            CurrentRecords records,
            Draft.Organisation organisation,
            Clock clock) {
        this.dpias = dpias;
        this.accounts = accounts;
        this.snapshots = snapshots;
        this.records = records;
        this.organisation = organisation;
        this.clock = clock;
    }

    /** With what has changed since. */
    Draft of(Dpia dpia) {
        return of(dpia, true);
    }

    /** Without what has changed since, which is in no digest. */
    Draft asPinned(Dpia dpia) {
        return of(dpia, false);
    }

    private Draft of(Dpia dpia, boolean withChanges) {
        var snapshot = dpias.snapshots(dpia.id()).getLast();
        var names = new HashMap<Id, String>();
        var pinned = snapshots.read(snapshot.sha256());
        return new Draft(
                dpia.id(),
                dpia.title(),
                template(snapshot),
                snapshot.number(),
                snapshot.sha256(),
                snapshot.takenAt(),
                pinned,
                answers(dpia.id(), names),
                dpias.confirmations(dpia.id()).stream()
                        .map(
                                each ->
                                        new Draft.Given(
                                                each.section(),
                                                each.sha256(),
                                                name(each.by(), names),
                                                each.at()))
                        .toList(),
                dpias.outcomes(dpia.id()).stream()
                        .map(
                                each ->
                                        new Draft.Said(
                                                each.kind(),
                                                each.word(),
                                                each.reason(),
                                                each.sha256(),
                                                name(each.by(), names),
                                                each.at()))
                        .toList(),
                withChanges ? Changes.between(pinned, current(snapshot)) : List.of(),
                organisation);
    }

    /** One that is made from the records as they are, and not kept. */
    Draft of(String title, List<ServerRecord> servers) {
        var ordered = Snapshots.ordered(servers);
        // The day alone, so that the same records make the same file for a day.
        return new Draft(
                null,
                title,
                Library.newest(),
                0,
                Sha256.of(Snapshots.bytes(ordered)),
                clock.instant().truncatedTo(ChronoUnit.DAYS),
                ordered,
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                organisation);
    }

    /** What has changed about the servers since they were pinned. */
    List<Change> changes(DpiaSnapshot snapshot) {
        var now = current(snapshot);
        var digests = now.stream().map(each -> RecordJson.digest(RecordJson.write(each))).toList();
        var same =
                now.size() == snapshot.servers().size()
                        && snapshot.servers().stream()
                                .allMatch(each -> digests.contains(each.sha256()));
        return same ? List.of() : Changes.between(snapshots.read(snapshot.sha256()), now);
    }

    private List<ServerRecord> current(DpiaSnapshot snapshot) {
        var now = new ArrayList<ServerRecord>();
        snapshot.servers().forEach(each -> records.now(each.server()).ifPresent(now::add));
        // Servers that were two when they were pinned may be one by now.
        var seen = new HashSet<Id>();
        now.removeIf(each -> !seen.add(each.server()));
        return now;
    }

    private static Template template(DpiaSnapshot snapshot) {
        return Library.template(snapshot.template())
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "this version has no form " + snapshot.template()));
    }

    private Map<String, Written> answers(Id dpia, Map<Id, String> names) {
        var answers = new HashMap<String, Written>();
        for (var each : dpias.answers(dpia)) {
            if (each.text().isBlank()) {
                answers.remove(each.part());
            } else {
                answers.put(
                        each.part(), new Written(each.text(), name(each.by(), names), each.at()));
            }
        }
        return answers;
    }

    String name(Id person, Map<Id, String> names) {
        return names.computeIfAbsent(
                person, id -> accounts.find(id).map(Account::displayName).orElse("unknown"));
    }
}
