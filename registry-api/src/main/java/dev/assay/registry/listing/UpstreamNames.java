package dev.assay.registry.listing;

import dev.assay.scanners.artifact.UpstreamClient;
import dev.assay.scanners.artifact.UpstreamOutcome;
import dev.assay.scanners.artifact.UpstreamRequest;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.RegistryPackage;
import dev.assay.scanners.ecosystem.known.Ecosystems;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Asks an MCP registry to which package it gives a name. */
final class UpstreamNames {

    private static final Logger LOG = LoggerFactory.getLogger(UpstreamNames.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final long MOST_BYTES = 1 << 20;

    enum Verdict {
        /** The registry gives the name to this package. */
        VERIFIED,
        /** It gives it to another or to none, or there is no registry to ask. */
        NOT_VERIFIED,
        /** It cannot be asked now. */
        AWAY
    }

    private final UpstreamClient client;
    private final @Nullable URI registry;

    UpstreamNames(UpstreamClient client, @Nullable URI registry) {
        this.client = client;
        this.registry = registry;
    }

    Verdict verify(String name, Purl packagePurl) throws InterruptedException {
        if (registry == null) {
            return Verdict.NOT_VERIFIED;
        }
        var base = registry.toString();
        var address =
                URI.create(
                        (base.endsWith("/") ? base : base + "/")
                                + "v0.1/servers/"
                                + URLEncoder.encode(name, StandardCharsets.UTF_8)
                                + "/versions/latest");
        var request =
                UpstreamRequest.get(
                        address, Map.of("Accept", "application/json"), null, MOST_BYTES);
        return switch (client.send(request)) {
            case UpstreamOutcome.Answered answer when answer.status() == 200 ->
                    gives(answer.body(), name, packagePurl)
                            ? Verdict.VERIFIED
                            : Verdict.NOT_VERIFIED;
            case UpstreamOutcome.Answered answer
                    when answer.status() == 404 || answer.status() == 410 ->
                    Verdict.NOT_VERIFIED;
            case UpstreamOutcome.Answered answer -> away(address + " answered " + answer.status());
            case UpstreamOutcome.TooLarge(var limit) ->
                    away(address + " answered more than " + limit + " bytes");
            case UpstreamOutcome.Truncated(var reason) -> away(address + ": " + reason);
            case UpstreamOutcome.Away(var reason, var retryAfter) -> away(reason);
        };
    }

    private static Verdict away(String reason) {
        LOG.warn(
                "a server is not listed yet, since the MCP registry that verifies names is away: {}",
                reason);
        return Verdict.AWAY;
    }

    /** A registry's own spelling: capital letters of NuGet, the tag of an image. */
    private static boolean isSpelled(String type, String identifier, Purl packagePurl) {
        return RegistryPackage.of(type, identifier, "")
                .filter(packagePurl.withVersion(null)::equals)
                .isPresent();
    }

    private static boolean gives(byte[] body, String name, Purl packagePurl) {
        try {
            var server = JSON.readTree(body).path("server");
            if (!name.equals(server.path("name").asString(""))) {
                return false;
            }
            for (var each : server.path("packages")) {
                var type = each.path("registryType").asString("");
                var identifier = each.path("identifier").asString("");
                if (Ecosystems.name(packagePurl).equals(type)
                        && (packagePurl.packageName().equals(identifier)
                                || isSpelled(type, identifier, packagePurl))) {
                    return true;
                }
            }
            return false;
        } catch (JacksonException e) {
            LOG.warn("the MCP registry that verifies names answered no JSON: {}", e.getMessage());
            return false;
        }
    }
}
