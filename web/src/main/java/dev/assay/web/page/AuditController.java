package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.audit.AuditChain;
import dev.assay.inventory.audit.AuditEvent;
import dev.assay.registry.audit.AuditDesk;
import dev.assay.registry.audit.AuditFormat;
import dev.assay.registry.audit.AuditQuery;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What happened, searched. */
@Controller("auditPages")
final class AuditController {

    private static final int ON_A_PAGE = 50;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.UK).withZone(ZoneOffset.UTC);

    private final AuditDesk desk;
    private final AuditLinks links;

    AuditController(AuditDesk desk, AuditLinks links) {
        this.desk = desk;
        this.links = links;
    }

    @GetMapping("/audit")
    String audit(
            Account reader,
            @RequestParam Map<String, String> parameters,
            HttpServletResponse response,
            Model model) {
        var query = AuditQuery.of(parameters);
        var problems = new LinkedHashMap<String, String>();
        var before = cursor("before", parameters, problems);
        var after = cursor("after", parameters, problems);
        var found = new AuditDesk.Found(List.of(), null, null, 0);
        switch (query.parse()) {
            case AuditQuery.Parsed.Unclear(var unclear) -> problems.putAll(unclear);
            case AuditQuery.Parsed.Understood(var filter) -> {
                if (problems.isEmpty()) {
                    found = desk.find(filter, before, after, ON_A_PAGE);
                }
            }
        }
        if (!problems.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        var told = model.getAttribute("told");
        var asked = query.parts();
        model.addAttribute(
                "view",
                new AuditView(
                        asked,
                        problems,
                        desk.actions(),
                        days(found.events(), reader),
                        found.matches(),
                        page(asked, "before", found.older()),
                        page(asked, "after", found.newer()),
                        before == null && after == null || found.newer() == null
                                ? null
                                : address("/audit", asked),
                        address("/audit/export", with(asked, "format", "csv")),
                        address("/audit/export", with(asked, "format", "jsonl")),
                        address("/audit/export", with(asked, "format", "ocsf")),
                        address("/audit/export", with(asked, "format", "cef")),
                        chain(desk.verified()),
                        desk.signed().map(AuditController::checkpoint).orElse(null),
                        told == null ? null : told.toString()));
        return "audit";
    }

    @GetMapping("/audit/export")
    void export(
            Account reader,
            @RequestParam Map<String, String> parameters,
            HttpServletResponse response)
            throws IOException {
        var query = AuditQuery.of(parameters);
        var format = AuditFormat.named(parameters.getOrDefault("format", "")).orElse(null);
        if (format == null
                || !(query.parse() instanceof AuditQuery.Parsed.Understood(var filter))) {
            // The page says which field was not understood.
            response.sendRedirect(address("/audit", query.parts()));
            return;
        }
        response.setContentType(format.mediaType() + ";charset=UTF-8");
        response.setHeader(
                "Content-Disposition", "attachment; filename=\"" + format.fileName() + "\"");
        desk.export(reader, query, filter, format, response.getOutputStream());
    }

    @GetMapping("/audit/checkpoint")
    void checkpoint(HttpServletResponse response) throws IOException {
        var signed = desk.signed().orElse(null);
        if (signed == null) {
            // The page says when there will be one.
            response.sendRedirect("/audit");
            return;
        }
        response.setContentType("text/plain;charset=UTF-8");
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"" + checkpoint(signed).file() + "\"");
        response.getWriter().write(signed.checkpoint().note());
    }

    @PostMapping("/audit/verification")
    String verify(Account reader, RedirectAttributes told) {
        var found = desk.verify(reader);
        told.addFlashAttribute(
                "told", "The chain was followed: it is " + (found.whole() ? "whole." : "broken."));
        return "redirect:/audit";
    }

    private List<AuditView.Day> days(List<AuditEvent> events, Account reader) {
        var byDay = new LinkedHashMap<String, List<AuditView.Row>>();
        var known = links.of(reader);
        for (var event : events) {
            byDay.computeIfAbsent(Words.day(event.at()), day -> new ArrayList<>())
                    .add(row(event, known));
        }
        return byDay.entrySet().stream()
                .map(each -> new AuditView.Day(each.getKey(), each.getValue()))
                .toList();
    }

    private static AuditView.Row row(AuditEvent event, AuditLinks.Known links) {
        return new AuditView.Row(
                event.sequence(),
                event.at(),
                TIME.format(event.at()),
                event.actor(),
                address("/audit", Map.of("actor", event.actor())),
                event.action(),
                address("/audit", Map.of("action", event.action())),
                switch (event.outcome()) {
                    case DONE -> "";
                    case REFUSED -> "medium";
                    case FAILED -> "critical";
                },
                event.subject(),
                links.to(event),
                address("/audit", Map.of("subject", event.subject())),
                event.detail(),
                event.previous(),
                event.hash());
    }

    private static AuditView.Chain chain(AuditDesk.Verified verified) {
        return switch (verified.state()) {
            case AuditChain.State.Whole(var entries, var head) ->
                    new AuditView.Chain(
                            verified.at(),
                            true,
                            Words.count(entries, "event", "events"),
                            head,
                            null,
                            0);
            case AuditChain.State.Broken(var sequence, var why, var entries) ->
                    new AuditView.Chain(
                            verified.at(),
                            false,
                            Words.count(entries, "event", "events"),
                            null,
                            why,
                            sequence);
        };
    }

    private static AuditView.Checkpoint checkpoint(AuditDesk.Signed signed) {
        var tree = signed.checkpoint().tree();
        return new AuditView.Checkpoint(
                signed.checkpoint().madeAt(),
                Words.count(tree.size(), "event", "events"),
                // As it stands in the note, so that the two can be compared by eye.
                Base64.getEncoder().encodeToString(HexFormat.of().parseHex(tree.root())),
                tree.origin(),
                signed.key(),
                signed.since() == 0 ? null : Words.count(signed.since(), "event", "events"),
                tree.origin() + "-" + tree.size() + ".checkpoint");
    }

    private static @Nullable Long cursor(
            String name, Map<String, String> parameters, Map<String, String> problems) {
        var written = parameters.getOrDefault(name, "");
        if (written.isEmpty()) {
            return null;
        }
        try {
            return Long.valueOf(written);
        } catch (NumberFormatException e) {
            problems.put("page", "'" + written + "' is no place in the trail; begin at the newest");
            return null;
        }
    }

    private static @Nullable String page(
            Map<String, String> asked, String direction, @Nullable Long cursor) {
        return cursor == null
                ? null
                : address("/audit", with(asked, direction, Long.toString(cursor)));
    }

    private static Map<String, String> with(Map<String, String> asked, String name, String value) {
        var more = new LinkedHashMap<>(asked);
        more.put(name, value);
        return more;
    }

    private static String address(String path, Map<String, String> parameters) {
        var address = UriComponentsBuilder.fromPath(path);
        parameters.keySet().forEach(name -> address.queryParam(name, "{" + name + "}"));
        return address.encode(StandardCharsets.UTF_8).buildAndExpand(parameters).toUriString();
    }
}
