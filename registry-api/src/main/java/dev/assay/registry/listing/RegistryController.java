package dev.assay.registry.listing;

import dev.assay.inventory.listing.ListedVersion;
import dev.assay.inventory.listing.ListingQuery;
import dev.assay.inventory.listing.ListingStore;
import dev.assay.inventory.release.Stage;
import dev.assay.registry.gate.CallerAddresses;
import dev.assay.registry.gate.CallerStage;
import dev.assay.scanners.coordinates.Sha256;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

import tools.jackson.databind.json.JsonMapper;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The MCP Registry API, version v0.1 (openapi.yaml of modelcontextprotocol/registry, 2025-12-01),
 * for reading. Nobody is asked who they are: no client sends credentials, and some take a refusal
 * for an order to stop every server.
 */
@RestController
final class RegistryController {

    static final String SERVERS = "/v0.1/servers";
    private static final String LATEST = "latest";
    private static final int USUAL = 30;
    private static final int MOST = 100;

    private final ListingStore store;
    private final CallerAddresses addresses;
    private final Stage caller;
    private final JsonMapper json;

    RegistryController(
            ListingStore store, CallerAddresses addresses, CallerStage callers, JsonMapper json) {
        this.store = store;
        this.addresses = addresses;
        // What nobody could fetch without a token is not shown to everybody.
        this.caller = callers.anonymous();
        this.json = json;
    }

    @GetMapping(SERVERS)
    @Nullable ResponseEntity<byte[]> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(defaultValue = "") String search,
            @RequestParam(required = false) @Nullable String version,
            @RequestParam(name = "updated_since", required = false) @Nullable String since,
            @RequestParam(name = "include_deleted", required = false) @Nullable String deleted,
            HttpServletRequest request,
            WebRequest web) {
        var size = size(limit);
        var query =
                cursor == null || cursor.isEmpty()
                        ? query(search, version, since, deleted, size + 1)
                        : Cursor.parse(cursor)
                                .orElseThrow(
                                        () ->
                                                RegistryProblem.badParameter(
                                                        "cursor is not one of this registry; begin"
                                                                + " without one"))
                                .query(caller, size + 1);
        var found = store.page(query);
        var page = found.subList(0, Math.min(size, found.size()));
        var metadata = new LinkedHashMap<String, Object>();
        if (found.size() > size) {
            var last = page.getLast();
            metadata.put(
                    "nextCursor",
                    Cursor.after(query, last.server().name(), last.version()).toString());
        }
        metadata.put("count", page.size());
        return answer(envelope(page, metadata, request), web);
    }

    @GetMapping({
        SERVERS + "/{serverName}/versions",
        SERVERS + "/{namespace}/{serverName}/versions"
    })
    @Nullable ResponseEntity<byte[]> versions(
            @PathVariable(required = false) @Nullable String namespace,
            @PathVariable String serverName,
            HttpServletRequest request,
            WebRequest web) {
        var active = active(named(namespace, serverName));
        if (active.isEmpty()) {
            throw RegistryProblem.notFound();
        }
        return answer(envelope(active, Map.of("count", active.size()), request), web);
    }

    @GetMapping({
        SERVERS + "/{serverName}/versions/{version}",
        SERVERS + "/{namespace}/{serverName}/versions/{version}"
    })
    @Nullable ResponseEntity<byte[]> version(
            @PathVariable(required = false) @Nullable String namespace,
            @PathVariable String serverName,
            @PathVariable String version,
            HttpServletRequest request,
            WebRequest web) {
        var listed =
                active(named(namespace, serverName)).stream()
                        .filter(
                                each ->
                                        version.equals(LATEST)
                                                ? each.latest()
                                                : each.version().equals(version))
                        .findFirst()
                        .orElseThrow(RegistryProblem::notFound);
        return answer(
                documents(request)
                        .of(
                                listed,
                                store.beside(List.of(listed), caller)
                                        .getOrDefault(listed, List.of())),
                web);
    }

    /** Whatever else is asked for. */
    @GetMapping("/v0.1/**")
    void unknown() {
        throw RegistryProblem.notFound();
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> refused(RegistryProblem problem) {
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_JSON)
                .body(problem.body());
    }

    private List<ListedVersion> active(String name) {
        return store.versions(name, caller).stream().filter(ListedVersion::active).toList();
    }

    private static String named(@Nullable String namespace, String name) {
        return namespace == null ? name : namespace + "/" + name;
    }

    private ListingQuery query(
            String search,
            @Nullable String version,
            @Nullable String since,
            @Nullable String deleted,
            int limit) {
        var changedSince = since == null ? null : instant(since);
        var withDeleted = deleted == null ? changedSince != null : truth(deleted);
        if (changedSince != null && !withDeleted) {
            throw RegistryProblem.badParameter(
                    "include_deleted=false cannot be combined with updated_since: who mirrors this"
                            + " registry has to learn what is gone");
        }
        var latest = LATEST.equals(version);
        return new ListingQuery(
                caller,
                search,
                latest || version == null || version.isEmpty() ? null : version,
                latest,
                changedSince,
                withDeleted,
                null,
                limit);
    }

    private static int size(@Nullable String limit) {
        if (limit == null || limit.isEmpty()) {
            return USUAL;
        }
        try {
            var size = Integer.parseInt(limit);
            if (size >= 1 && size <= MOST) {
                return size;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw RegistryProblem.badParameter("limit is a number from 1 to " + MOST);
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw RegistryProblem.badParameter(
                    "updated_since is a time as RFC 3339 writes it, for example 2026-01-31T12:00:00Z");
        }
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw RegistryProblem.badParameter("include_deleted is true or false");
        };
    }

    private Map<String, Object> envelope(
            List<ListedVersion> listed, Map<String, Object> metadata, HttpServletRequest request) {
        var documents = documents(request);
        var envelope = new LinkedHashMap<String, Object>();
        var beside = store.beside(listed, caller);
        envelope.put(
                "servers",
                listed.stream()
                        .map(each -> documents.of(each, beside.getOrDefault(each, List.of())))
                        .toList());
        envelope.put("metadata", metadata);
        return envelope;
    }

    private ServerDocuments documents(HttpServletRequest request) {
        return new ServerDocuments(addresses.gate(request), addresses.main(request));
    }

    private @Nullable ResponseEntity<byte[]> answer(Object body, WebRequest web) {
        var bytes = json.writeValueAsBytes(body);
        var tag = "\"" + Sha256.of(bytes).hex() + "\"";
        if (web.checkNotModified(tag)) {
            return null;
        }
        return ResponseEntity.ok()
                .eTag(tag)
                // A decision counts at once, so a copy is asked about each time.
                .cacheControl(CacheControl.noCache())
                .contentType(MediaType.APPLICATION_JSON)
                .body(bytes);
    }
}
