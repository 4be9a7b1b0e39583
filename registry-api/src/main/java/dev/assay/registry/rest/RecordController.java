package dev.assay.registry.rest;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.record.Checklist;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.KeptRecord;
import dev.assay.inventory.record.RecordChange;
import dev.assay.inventory.record.RecordJson;
import dev.assay.inventory.record.StatedValue;
import dev.assay.inventory.record.Subject;
import dev.assay.inventory.record.Value;
import dev.assay.inventory.store.Id;
import dev.assay.registry.record.RecordReader;
import dev.assay.registry.record.RecordSight;
import dev.assay.registry.record.Statements;
import dev.assay.registry.workflow.Deed;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.node.ObjectNode;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/** The record of a server: as it is, as it was, and what people state of it. */
@RestController
final class RecordController {

    private static final int MOST = 200;
    private static final String NEXT = "GET /api/v1/servers/%s/record/history tells since when.";

    private final RecordReader records;
    private final Statements statements;

    RecordController(RecordReader records, Statements statements) {
        this.records = records;
        this.statements = statements;
    }

    /**
     * @param at since when it is so
     * @param digest the SHA-256 of the record's document
     * @param record every field, those that are unknown as well
     */
    record RecordDocument(Instant at, String digest, ObjectNode record) {

        static RecordDocument of(KeptRecord kept) {
            return new RecordDocument(
                    kept.at(), kept.digest().hex(), RecordJson.whole(kept.record()));
        }
    }

    record VersionLine(Instant at, String digest) {}

    /**
     * @param next the {@code before} of the next page; null at the end
     */
    record HistoryDocument(List<VersionLine> versions, @Nullable Instant next) {}

    record ValueDocument(
            List<String> words, String provenance, String source, @Nullable Instant at) {

        static @Nullable ValueDocument of(@Nullable Value value) {
            return value == null
                    ? null
                    : new ValueDocument(
                            value.words(), value.provenance().words(), value.source(), value.at());
        }
    }

    record ChangeLine(
            String kind,
            String subject,
            String key,
            @Nullable String field,
            @Nullable ValueDocument before,
            @Nullable ValueDocument after) {

        static ChangeLine of(RecordChange change) {
            var field = change.field();
            return new ChangeLine(
                    change.kind().words(),
                    change.subject().words(),
                    change.key(),
                    field == null ? null : field.key(),
                    ValueDocument.of(change.before()),
                    ValueDocument.of(change.after()));
        }
    }

    record ChangesDocument(VersionLine from, VersionLine to, List<ChangeLine> changes) {}

    /**
     * @param words null to take back what was said; none where it is known that there is none
     */
    record Statement(
            @Nullable String subject,
            @Nullable String key,
            @Nullable String field,
            @Nullable List<String> words,
            @Nullable String reason) {}

    record LookDocument(
            @Nullable String result,
            @Nullable String evidence,
            @Nullable String by,
            @Nullable LocalDate on) {}

    record Stated(
            String subject,
            String key,
            String field,
            @Nullable List<String> words,
            Instant at,
            String reason) {

        static Stated of(StatedValue value) {
            return new Stated(
                    value.subject().words(),
                    value.key(),
                    value.field().key(),
                    value.words(),
                    value.at(),
                    value.reason());
        }
    }

    record StatedDocument(List<Stated> stated) {}

    @GetMapping("/api/v1/servers/{id}/record")
    RecordDocument read(
            Account account,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String at) {
        var server = server(id);
        var kept = at == null ? now(server) : then(server, moment("at", at));
        return RecordDocument.of(RecordSight.of(kept, account));
    }

    /** When the record became another one, the newest first. */
    @GetMapping("/api/v1/servers/{id}/record/history")
    HistoryDocument history(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > MOST) {
            throw Problem.invalid(
                    "'limit' is " + limit + ".", "Use a number from 1 to " + MOST + ".");
        }
        var server = server(id);
        now(server);
        var versions =
                records.history(server, before == null ? null : moment("before", before), limit);
        return new HistoryDocument(
                versions.stream().map(RecordController::line).toList(),
                versions.size() < limit ? null : versions.getLast().at());
    }

    /** What is different between the record at one moment and at another; the later may be now. */
    @GetMapping("/api/v1/servers/{id}/record/changes")
    ChangesDocument changes(
            Account account,
            @PathVariable String id,
            @RequestParam String from,
            @RequestParam(required = false) @Nullable String to) {
        var server = server(id);
        var now = now(server);
        var before = then(server, moment("from", from));
        var after = to == null ? now : then(server, moment("to", to));
        return new ChangesDocument(
                new VersionLine(before.at(), before.digest().hex()),
                new VersionLine(after.at(), after.digest().hex()),
                RecordChange.between(
                                RecordSight.of(before.record(), account),
                                RecordSight.of(after.record(), account))
                        .stream()
                        .map(ChangeLine::of)
                        .toList());
    }

    @PutMapping(
            path = "/api/v1/servers/{id}/record/values",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    StatedDocument state(
            Account account, @PathVariable String id, @RequestBody Statement statement) {
        var server = server(id);
        now(server);
        var subject =
                Subject.find(given(statement.subject()))
                        .orElseThrow(() -> noField("subject", given(statement.subject())));
        var field =
                Field.find(subject, given(statement.field()))
                        .orElseThrow(() -> noField("field", given(statement.field())));
        return done(
                statements.state(
                        account,
                        server,
                        new Statements.Word(field, given(statement.key()), statement.words()),
                        given(statement.reason())));
    }

    @PutMapping(
            path = "/api/v1/servers/{id}/record/checks/{list}/{item}",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    StatedDocument check(
            Account account,
            @PathVariable String id,
            @PathVariable String list,
            @PathVariable String item,
            @RequestBody LookDocument look) {
        var server = server(id);
        now(server);
        var checklist =
                Checklist.find(list)
                        .orElseThrow(
                                () ->
                                        Problem.notFound(
                                                "There is no checklist '" + list + "'.",
                                                "Use one of "
                                                        + String.join(
                                                                ", ",
                                                                Arrays.stream(Checklist.values())
                                                                        .map(Checklist::key)
                                                                        .toList())
                                                        + "."));
        return done(
                statements.check(
                        account,
                        server,
                        new Statements.Look(
                                checklist,
                                item,
                                look.result(),
                                given(look.evidence()),
                                given(look.by()),
                                look.on())));
    }

    private KeptRecord now(Id server) {
        return records.now(server).orElseThrow(() -> none(server.value()));
    }

    private KeptRecord then(Id server, Instant moment) {
        now(server);
        return records.at(server, moment)
                .orElseThrow(
                        () ->
                                Problem.notFound(
                                        "There was no record of this server at " + moment + ".",
                                        NEXT.formatted(server)));
    }

    private static Id server(String id) {
        return Id.parse(id).orElseThrow(() -> none(id));
    }

    private static Instant moment(String name, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw Problem.invalid(
                    "'" + name + "' is '" + text + "'.",
                    "Use a time such as 2026-04-01T09:00:00Z.");
        }
    }

    private static StatedDocument done(Deed<List<StatedValue>> deed) {
        return switch (deed) {
            case Deed.Done<List<StatedValue>>(var values) ->
                    new StatedDocument(values.stream().map(Stated::of).toList());
            case Deed.Refused<List<StatedValue>>(var why) -> throw Problem.refused(why);
        };
    }

    private static VersionLine line(KeptRecord.Version version) {
        return new VersionLine(version.at(), version.digest().hex());
    }

    private static Problem none(String id) {
        return Problem.notFound(
                "There is no record of a server with the id '" + id + "'.",
                "GET /api/v1/servers lists the servers.");
    }

    private static Problem noField(String name, String given) {
        return Problem.invalid(
                "'" + name + "' is '" + given + "'.",
                "GET /api/v1/servers/{id}/record names every subject and its fields.");
    }

    private static String given(@Nullable String text) {
        return text == null ? "" : text;
    }
}
