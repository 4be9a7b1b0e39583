package dev.assay.registry.rest;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.dpia.Dpia;
import dev.assay.inventory.store.Id;
import dev.assay.registry.dpia.Change;
import dev.assay.registry.dpia.DpiaFile;
import dev.assay.registry.dpia.DpiaFiles;
import dev.assay.registry.dpia.DpiaWords;
import dev.assay.registry.dpia.Dpias;
import dev.assay.registry.dpia.JsonFile;
import dev.assay.registry.workflow.Deed;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Data protection impact assessments: made of records, written by people, taken as files. */
@RestController
final class DpiasController {

    private final Dpias dpias;
    private final DpiaWords words;
    private final DpiaFiles files;

    DpiasController(Dpias dpias, DpiaWords words, DpiaFiles files) {
        this.dpias = dpias;
        this.words = words;
        this.files = files;
    }

    /**
     * @param dueForReview what has changed since about its servers, one sentence each
     */
    record DpiaSummary(
            Id id,
            String title,
            Instant createdAt,
            int snapshot,
            String snapshotSha256,
            List<String> servers,
            List<String> dueForReview) {

        static DpiaSummary of(Dpias.Listed listed) {
            return new DpiaSummary(
                    listed.dpia().id(),
                    listed.dpia().title(),
                    listed.dpia().createdAt(),
                    listed.snapshot().number(),
                    listed.snapshot().sha256().hex(),
                    listed.snapshot().servers().stream().map(each -> each.purl()).toList(),
                    listed.changes().stream().map(Change::sentence).toList());
        }
    }

    record DpiaWish(@Nullable String title, @Nullable List<String> servers) {}

    record SnapshotWish(@Nullable List<String> servers) {}

    record AnswersWish(@Nullable Map<String, String> answers) {}

    record ConfirmationWish(@Nullable String section, @Nullable String sha256) {}

    record OutcomeWish(
            @Nullable String kind,
            @Nullable String word,
            @Nullable String reason,
            @Nullable String sha256) {}

    @GetMapping("/api/v1/dpias")
    Map<String, List<DpiaSummary>> list(@RequestParam(defaultValue = "") String server) {
        var found =
                server.isBlank() ? dpias.all() : dpias.about(servers(List.of(server)).getFirst());
        return Map.of("dpias", found.stream().map(DpiaSummary::of).toList());
    }

    @PostMapping(path = "/api/v1/dpias", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ObjectNode> create(Account account, @RequestBody DpiaWish wish) {
        var made = done(dpias.create(account, given(wish.title()), servers(wish.servers())));
        return ResponseEntity.status(HttpStatus.CREATED).body(document(made));
    }

    @GetMapping("/api/v1/dpias/{id}")
    ObjectNode one(@PathVariable String id) {
        return document(dpia(id));
    }

    @GetMapping("/api/v1/dpias/{id}/history")
    Map<String, List<Dpias.Event>> history(@PathVariable String id) {
        return Map.of("events", dpias.history(dpia(id)));
    }

    @GetMapping("/api/v1/dpias/{id}/files/{file}")
    ResponseEntity<byte[]> file(Account account, @PathVariable String id, @PathVariable String file)
            throws IOException {
        var wanted =
                DpiaFile.find(file)
                        .orElseThrow(
                                () ->
                                        Problem.notFound(
                                                "An assessment has no file '" + file + "'.",
                                                "Use docx, pdf, xlsx, json, pia, pia-back-end, png or zip."));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(wanted.mediaType()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + wanted.fileName() + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .body(files.take(account, dpia(id), wanted));
    }

    @PutMapping(path = "/api/v1/dpias/{id}/answers", consumes = MediaType.APPLICATION_JSON_VALUE)
    ObjectNode answer(Account account, @PathVariable String id, @RequestBody AnswersWish wish) {
        var answers = Objects.requireNonNullElse(wish.answers(), Map.<String, String>of());
        return document(done(words.answer(account, dpia(id).id(), answers)));
    }

    @PostMapping(path = "/api/v1/dpias/{id}/snapshots", consumes = MediaType.APPLICATION_JSON_VALUE)
    ObjectNode pin(Account account, @PathVariable String id, @RequestBody SnapshotWish wish) {
        var dpia = dpia(id);
        var servers = wish.servers() == null ? dpias.servers(dpia) : servers(wish.servers());
        return document(done(dpias.pin(account, dpia.id(), servers)));
    }

    @PostMapping(
            path = "/api/v1/dpias/{id}/confirmations",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    ObjectNode confirm(
            Account account, @PathVariable String id, @RequestBody ConfirmationWish wish) {
        return document(
                done(
                        words.confirm(
                                account,
                                dpia(id).id(),
                                given(wish.section()),
                                given(wish.sha256()))));
    }

    @PostMapping(path = "/api/v1/dpias/{id}/outcomes", consumes = MediaType.APPLICATION_JSON_VALUE)
    ObjectNode conclude(Account account, @PathVariable String id, @RequestBody OutcomeWish wish) {
        return document(
                done(
                        words.conclude(
                                account,
                                dpia(id).id(),
                                given(wish.kind()),
                                given(wish.word()),
                                given(wish.reason()),
                                given(wish.sha256()))));
    }

    private ObjectNode document(Dpia dpia) {
        return JsonFile.of(dpias.assessment(dpia), false);
    }

    private Dpia dpia(String id) {
        return Id.parse(id)
                .flatMap(dpias::find)
                .orElseThrow(
                        () ->
                                Problem.notFound(
                                        "No assessment has the id '" + id + "'.",
                                        "GET /api/v1/dpias lists those there are."));
    }

    private List<Id> servers(@Nullable List<String> names) {
        return done(dpias.named(names == null ? List.of() : names));
    }

    private static <T> T done(Deed<T> deed) {
        return switch (deed) {
            case Deed.Done<T>(var result) -> result;
            case Deed.Refused<T>(var why) -> throw Problem.refused(why);
        };
    }

    private static String given(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }
}
