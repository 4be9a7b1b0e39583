package dev.assay.registry.rest;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.upload.Upload;
import dev.assay.registry.upload.UploadDesk;
import dev.assay.registry.upload.UploadOutcome;
import dev.assay.registry.upload.UploadRemovals;
import dev.assay.registry.workflow.Deed;
import dev.assay.scanners.coordinates.Purl;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
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

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Files that are handed in, each as the body of one request. */
@RestController
final class UploadsController {

    private static final int MOST_LISTED = 500;

    private final UploadDesk desk;
    private final UploadRemovals removals;

    UploadsController(UploadDesk desk, UploadRemovals removals) {
        this.desk = desk;
        this.removals = removals;
    }

    record Removal(@Nullable String reason) {}

    /**
     * @param by the id of the account that handed it in
     */
    record UploadDocument(
            Id id, String purl, String file, String sha256, long size, Id by, Instant at) {

        static UploadDocument of(Upload upload) {
            return new UploadDocument(
                    upload.id(),
                    upload.purl().toString(),
                    upload.fileName(),
                    upload.sha256().hex(),
                    upload.size(),
                    upload.by(),
                    upload.at());
        }
    }

    @GetMapping("/api/v1/uploads")
    Map<String, List<UploadDocument>> uploads() {
        return Map.of(
                "uploads", desk.latest(MOST_LISTED).stream().map(UploadDocument::of).toList());
    }

    @PutMapping(
            path = "/api/v1/uploads/{file}",
            consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    ResponseEntity<UploadDocument> upload(
            Account account,
            @PathVariable String file,
            @RequestParam(required = false) @Nullable String purl,
            HttpServletRequest request)
            throws IOException, InterruptedException {
        if (request.getContentLengthLong() > desk.largest()) {
            throw Problem.tooLarge(
                    "It has "
                            + request.getContentLengthLong()
                            + " bytes, and no file of more than "
                            + desk.largest()
                            + " is taken.");
        }
        return switch (desk.take(account, file, request.getInputStream(), said(purl))) {
            case UploadOutcome.Taken(var upload, var isNew) ->
                    ResponseEntity.status(isNew ? HttpStatus.CREATED : HttpStatus.OK)
                            .body(UploadDocument.of(upload));
            case UploadOutcome.Unfit(var reason) ->
                    throw Problem.unacceptable(List.of(Map.of("field", "file", "message", reason)));
            case UploadOutcome.Conflict(var reason) -> throw Problem.refused(reason);
            case UploadOutcome.TooLarge(var reason) -> throw Problem.tooLarge(reason);
            case UploadOutcome.NotNow(var reason) ->
                    throw Problem.unavailable(reason, "Send it again.");
        };
    }

    @PostMapping(path = "/api/v1/uploads/{id}/removal", consumes = MediaType.APPLICATION_JSON_VALUE)
    UploadDocument remove(Account account, @PathVariable String id, @RequestBody Removal removal) {
        var upload =
                Id.parse(id)
                        .flatMap(removals::find)
                        .orElseThrow(
                                () ->
                                        Problem.notFound(
                                                "No file that was handed in has the id '"
                                                        + id
                                                        + "'.",
                                                "GET /api/v1/uploads lists those there are."));
        var reason = removal.reason() == null ? "" : removal.reason();
        return switch (removals.remove(account, upload, reason)) {
            case Deed.Done<Upload>(var removed) -> UploadDocument.of(removed);
            case Deed.Refused<Upload>(var why) -> throw Problem.refused(why);
        };
    }

    private static @Nullable Purl said(@Nullable String purl) {
        try {
            return purl == null ? null : Purl.parse(purl);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(
                    String.valueOf(e.getMessage()),
                    "Leave purl out where the file says it itself.");
        }
    }
}
