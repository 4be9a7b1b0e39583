package dev.assay.scanners.artifact.remote;

import dev.assay.scanners.coordinates.RemoteEndpoint;
import dev.assay.scanners.finding.AuthWeakness;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How a server lets people in, seen from outside: what it answers to whoever brings no token, and
 * what it and its authorization servers publish of themselves (Model Context Protocol 2025-11-25,
 * authorization; RFC 9728).
 */
final class SignInLook {

    private static final String INITIALIZE =
            """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
            "capabilities":{},"clientInfo":{"name":"%s","version":"1"}}}"""
                    .formatted(ProbeMain.NAME);
    private static final Map<String, String> STREAMABLE =
            Map.of(
                    "Content-Type", "application/json",
                    "Accept", "application/json, text/event-stream");
    private static final Map<String, String> EVENTS = Map.of("Accept", "text/event-stream");
    private static final Pattern METADATA = Pattern.compile("resource_metadata=\"([^\"]{1,500})\"");
    private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";
    private static final int MOST_SERVERS = 5;

    /**
     * How it may be asked further.
     *
     * @param open whether it answers without a token
     * @param events whether it speaks by the older transport of server-sent events
     */
    record Way(boolean open, boolean events) {}

    private final RemoteEndpoint endpoint;
    private final Caller caller;
    private final Found found;
    private final boolean registering;

    SignInLook(RemoteEndpoint endpoint, Caller caller, Found found, boolean registering) {
        this.endpoint = endpoint;
        this.caller = caller;
        this.found = found;
        this.registering = registering;
    }

    Way look() throws IOException, InterruptedException {
        var answer = caller.post(endpoint.uri(), STREAMABLE, INITIALIZE);
        var events = answer.status() == 404 || answer.status() == 405 || answer.status() == 400;
        if (events) {
            var older = caller.get(endpoint.uri(), EVENTS);
            events = older.isEventStream() || older.status() == 401;
            answer = events ? older : answer;
        }
        found.part("signIn").put("answer", answer.status());
        if (answer.status() == 401) {
            found.part("signIn").put("required", true);
            resource(answer.header("www-authenticate"));
            return new Way(false, events);
        }
        if (answer.status() == 200) {
            found.part("signIn").put("required", false);
            found.weak(
                    AuthWeakness.NO_SIGN_IN,
                    (events ? "GET " : "POST ")
                            + endpoint
                            + " without a token was answered 200"
                            + (events ? "" : " to initialize"));
            origin(events);
            return new Way(true, events);
        }
        found.unknown("sign-in", "it answered " + answer.status() + " to whoever has no token");
        return new Way(false, events);
    }

    /** The protocol has servers refuse origins that they do not know (transports, security). */
    private void origin(boolean events) throws IOException, InterruptedException {
        var elsewhere = "https://elsewhere.invalid";
        var headers = new java.util.TreeMap<>(events ? EVENTS : STREAMABLE);
        headers.put("Origin", elsewhere);
        var answer =
                events
                        ? caller.get(endpoint.uri(), headers)
                        : caller.post(endpoint.uri(), headers, INITIALIZE);
        if (answer.status() == 200) {
            found.weak(
                    AuthWeakness.NO_ORIGIN_CHECK,
                    "a request with Origin " + elsewhere + " was answered 200");
        }
    }

    private void resource(String challenge) throws InterruptedException {
        var path = endpoint.uri().getRawPath();
        var places = new ArrayList<URI>();
        var named = METADATA.matcher(challenge);
        if (named.find()) {
            address(named.group(1)).ifPresent(places::add);
        }
        places.add(endpoint.at(WELL_KNOWN + path));
        places.add(endpoint.at(WELL_KNOWN));
        for (var place : places) {
            var object = object(place);
            if (object != null) {
                var resource = object.path("resource").asString("");
                found.part("signIn").put("resource", Caller.shown(resource));
                if (!isThis(resource, place)) {
                    found.weak(
                            AuthWeakness.RESOURCE_MISMATCH, place + " is about '" + resource + "'");
                }
                servers(
                        object.path("authorization_servers").values().stream()
                                .limit(MOST_SERVERS)
                                .map(each -> each.asString(""))
                                .toList());
                return;
            }
        }
        found.weak(
                AuthWeakness.NO_RESOURCE_METADATA,
                "none of " + places + " is a JSON object answered with 200");
        // Before there were such metadata, the server itself was where people signed in.
        servers(List.of(endpoint.at("").toString()));
    }

    /** A document at the root of a host is about all of it (RFC 9728, section 3.1). */
    private boolean isThis(String resource, URI place) {
        var given = resource.replaceAll("/+$", "");
        return given.equals(endpoint.toString())
                || place.getPath().equals(WELL_KNOWN) && given.equals(endpoint.at("").toString());
    }

    private void servers(List<String> issuers) throws InterruptedException {
        if (issuers.isEmpty()) {
            found.unknown("authorization servers", "its metadata name none");
        }
        var listed = found.part("signIn").putArray("authorizationServers");
        for (var issuer : issuers) {
            var address = address(issuer).orElse(null);
            if (address == null) {
                found.unknown("authorization server " + issuer, "that is no address");
                continue;
            }
            new AuthorizationServer(address, caller, found, registering).look(listed.addObject());
        }
    }

    private tools.jackson.databind.@Nullable JsonNode object(URI place)
            throws InterruptedException {
        try {
            return caller.get(place, Map.of("Accept", "application/json")).object();
        } catch (IOException e) {
            return null;
        }
    }

    static java.util.Optional<URI> address(String text) {
        try {
            var uri = URI.create(text);
            return uri.isAbsolute() && uri.getHost() != null
                    ? java.util.Optional.of(uri)
                    : java.util.Optional.empty();
        } catch (IllegalArgumentException e) {
            return java.util.Optional.empty();
        }
    }
}
