package dev.assay.registry.rest;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.audit.AuditChain;
import dev.assay.inventory.audit.AuditEvent;
import dev.assay.inventory.audit.AuditFilter;
import dev.assay.registry.audit.AuditDesk;
import dev.assay.registry.audit.AuditFormat;
import dev.assay.registry.audit.AuditQuery;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The audit trail, for who checks and for what collects it. */
@RestController
final class AuditController {

    private static final int USUAL = 100;
    private static final int MOST = 1000;

    private final AuditDesk desk;

    AuditController(AuditDesk desk) {
        this.desk = desk;
    }

    record EventDocument(
            long sequence,
            Instant at,
            String actor,
            String action,
            String outcome,
            String subject,
            String detail,
            String previous,
            String hash) {

        static EventDocument of(AuditEvent event) {
            return new EventDocument(
                    event.sequence(),
                    event.at(),
                    event.actor(),
                    event.action(),
                    event.outcome().name().toLowerCase(Locale.ROOT),
                    event.subject(),
                    event.detail(),
                    event.previous(),
                    event.hash());
        }
    }

    record FoundDocument(
            List<EventDocument> events, long matches, @Nullable Long older, @Nullable Long newer) {}

    record ChainDocument(
            Instant verifiedAt,
            boolean whole,
            long entries,
            @Nullable String head,
            @Nullable Long brokenAt,
            @Nullable String why) {

        static ChainDocument of(AuditDesk.Verified verified) {
            return switch (verified.state()) {
                case AuditChain.State.Whole(var entries, var head) ->
                        new ChainDocument(verified.at(), true, entries, head, null, null);
                case AuditChain.State.Broken(var sequence, var why, var entries) ->
                        new ChainDocument(verified.at(), false, entries, null, sequence, why);
            };
        }
    }

    @GetMapping("/api/v1/audit")
    FoundDocument events(@RequestParam Map<String, String> parameters) {
        var filter = filter(AuditQuery.of(parameters));
        var found =
                desk.find(
                        filter,
                        number("before", parameters.get("before")),
                        number("after", parameters.get("after")),
                        size(parameters.get("size")));
        return new FoundDocument(
                found.events().stream().map(EventDocument::of).toList(),
                found.matches(),
                found.older(),
                found.newer());
    }

    @GetMapping("/api/v1/audit/export")
    void export(
            Account account,
            @RequestParam Map<String, String> parameters,
            HttpServletResponse response)
            throws IOException {
        var query = AuditQuery.of(parameters);
        var filter = filter(query);
        var format =
                AuditFormat.named(parameters.getOrDefault("format", "jsonl"))
                        .orElseThrow(
                                () ->
                                        Problem.invalid(
                                                "'format' is '" + parameters.get("format") + "'.",
                                                "Write jsonl, csv, ocsf or cef."));
        response.setContentType(format.mediaType() + ";charset=UTF-8");
        response.setHeader(
                "Content-Disposition", "attachment; filename=\"" + format.fileName() + "\"");
        desk.export(account, query, filter, format, response.getOutputStream());
    }

    /** What was signed last, to be kept elsewhere: it vouches for every event before it. */
    @GetMapping(path = "/api/v1/audit/checkpoint", produces = "text/plain;charset=UTF-8")
    ResponseEntity<String> checkpoint() {
        return desk.checkpoint()
                .map(
                        each ->
                                ResponseEntity.ok()
                                        .cacheControl(CacheControl.noStore())
                                        .body(each.note()))
                .orElseThrow(
                        () ->
                                Problem.notFound(
                                        "Nothing of the audit trail was signed yet.",
                                        "It is signed every hour, and by GET"
                                                + " /api/v1/exports/audit-log."));
    }

    @GetMapping("/api/v1/audit/chain")
    ChainDocument chain() {
        return ChainDocument.of(desk.verified());
    }

    @PostMapping("/api/v1/audit/verifications")
    ChainDocument verify(Account account) {
        return ChainDocument.of(desk.verify(account));
    }

    private static AuditFilter filter(AuditQuery query) {
        return switch (query.parse()) {
            case AuditQuery.Parsed.Understood(var filter) -> filter;
            case AuditQuery.Parsed.Unclear(var problems) ->
                    throw Problem.unacceptable(
                            problems.entrySet().stream()
                                    .map(
                                            each ->
                                                    Map.of(
                                                            "field",
                                                            each.getKey(),
                                                            "message",
                                                            each.getValue()))
                                    .toList());
        };
    }

    private static int size(@Nullable String written) {
        var size = number("size", written);
        return size == null ? USUAL : (int) Math.min(size, MOST);
    }

    private static @Nullable Long number(String name, @Nullable String written) {
        if (written == null || written.isBlank()) {
            return null;
        }
        try {
            var number = Long.parseLong(written);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw Problem.invalid(
                "'" + name + "' is '" + written + "'.",
                "Take it from 'older' or 'newer' of an answer.");
    }
}
