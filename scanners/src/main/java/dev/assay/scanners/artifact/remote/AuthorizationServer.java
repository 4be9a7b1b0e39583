package dev.assay.scanners.artifact.remote;

import dev.assay.scanners.finding.AuthWeakness;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What an authorization server publishes of itself (RFC 8414), and whom it lets register. */
final class AuthorizationServer {

    private static final List<String> ENDPOINTS =
            List.of("authorization_endpoint", "token_endpoint", "registration_endpoint");
    private static final List<String> LISTS =
            List.of(
                    "code_challenge_methods_supported",
                    "grant_types_supported",
                    "scopes_supported");
    private static final int MOST_LISTED = 100;
    private static final Map<String, String> JSON_WANTED = Map.of("Accept", "application/json");

    /** Nobody listens there: a code that is sent to it is lost. */
    private static final String OWN_REDIRECT = "http://127.0.0.1:9/assay-probe";

    private static final String OTHER_REDIRECT = "https://elsewhere.invalid/assay-probe";

    private final URI issuer;
    private final Caller caller;
    private final Found found;
    private final boolean registering;

    AuthorizationServer(URI issuer, Caller caller, Found found, boolean registering) {
        this.issuer = issuer;
        this.caller = caller;
        this.found = found;
        this.registering = registering;
    }

    void look(ObjectNode into) throws InterruptedException {
        into.put("issuer", Caller.shown(issuer));
        var metadata = metadata();
        if (metadata == null) {
            found.weak(AuthWeakness.NO_SERVER_METADATA, "none of " + places() + " answers with it");
            return;
        }
        var named = metadata.path("issuer").asString("");
        if (!named.replaceAll("/$", "").equals(issuer.toString().replaceAll("/$", ""))) {
            found.weak(
                    AuthWeakness.ISSUER_MISMATCH, "the metadata of " + issuer + " name " + named);
        }
        for (var endpoint : ENDPOINTS) {
            var address = metadata.path(endpoint).asString("");
            if (!address.isEmpty()) {
                into.put(endpoint, Caller.shown(address));
            }
            if (address.startsWith("http:")) {
                found.weak(AuthWeakness.PLAIN_ENDPOINT, endpoint + " is " + address);
            }
        }
        for (var list : LISTS) {
            var words = new TreeSet<String>();
            metadata.path(list)
                    .values()
                    .forEach(each -> words.add(Caller.shown(each.asString(""))));
            if (!words.isEmpty()) {
                var array = into.putArray(list);
                words.stream().limit(MOST_LISTED).forEach(array::add);
            }
        }
        var methods = metadata.path("code_challenge_methods_supported");
        if (methods.values().stream().noneMatch(each -> each.asString("").equals("S256"))) {
            found.weak(
                    AuthWeakness.NO_PKCE,
                    "code_challenge_methods_supported is "
                            + (methods.isMissingNode() ? "not there" : methods));
        }
        registration(metadata);
    }

    private @Nullable JsonNode metadata() throws InterruptedException {
        for (var place : places()) {
            try {
                var object = caller.get(place, JSON_WANTED).object();
                if (object != null) {
                    return object;
                }
            } catch (IOException e) {
                found.unknown(place.toString(), String.valueOf(e.getMessage()));
            }
        }
        return null;
    }

    /** In the order of the protocol's text, where an issuer has a path and where it has none. */
    private List<URI> places() {
        var host = issuer.getScheme() + "://" + issuer.getRawAuthority();
        var path = issuer.getRawPath() == null ? "" : issuer.getRawPath().replaceAll("/+$", "");
        return List.of(
                        host + "/.well-known/oauth-authorization-server" + path,
                        host + "/.well-known/openid-configuration" + path,
                        host + path + "/.well-known/openid-configuration")
                .stream()
                .distinct()
                .map(URI::create)
                .toList();
    }

    private void registration(JsonNode metadata) throws InterruptedException {
        var address = metadata.path("registration_endpoint").asString("");
        if (address.isEmpty()) {
            return;
        }
        if (!registering) {
            found.unknown(
                    "registration",
                    "nobody tried to register a client, which would leave one behind; a probe that"
                            + " may register tells whether anybody may, and where codes are sent");
            return;
        }
        try {
            register(URI.create(address), metadata);
        } catch (IOException | IllegalArgumentException e) {
            found.unknown("registration", String.valueOf(e.getMessage()));
        }
    }

    private void register(URI address, JsonNode metadata) throws IOException, InterruptedException {
        var wish = JsonMapper.shared().createObjectNode();
        wish.put("client_name", ProbeMain.NAME).put("token_endpoint_auth_method", "none");
        wish.putArray("redirect_uris").add(OWN_REDIRECT);
        wish.putArray("grant_types").add("authorization_code");
        wish.putArray("response_types").add("code");
        var answer =
                caller.post(address, Map.of("Content-Type", "application/json"), wish.toString());
        var client = answer.object();
        if (client == null || client.path("client_id").asString("").isEmpty()) {
            return;
        }
        found.weak(
                AuthWeakness.OPEN_REGISTRATION,
                "POST " + address + " without a token was answered " + answer.status());
        redirect(metadata, client.path("client_id").asString(""));
        remove(client);
    }

    private void redirect(JsonNode metadata, String client)
            throws IOException, InterruptedException {
        var endpoint = metadata.path("authorization_endpoint").asString("");
        var asked =
                endpoint
                        + (endpoint.contains("?") ? "&" : "?")
                        + "response_type=code&client_id="
                        + encoded(client)
                        + "&redirect_uri="
                        + encoded(OTHER_REDIRECT)
                        // The example of RFC 7636, appendix B.
                        + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
                        + "&code_challenge_method=S256&state=assay";
        var answer = caller.get(URI.create(asked), Map.of());
        if (answer.header("location").startsWith(OTHER_REDIRECT)) {
            found.weak(
                    AuthWeakness.LAX_REDIRECT,
                    "asked with an address that was not registered, it redirected to "
                            + answer.header("location"));
        } else if (answer.status() < 400) {
            found.unknown(
                    "redirects",
                    "it answered "
                            + answer.status()
                            + " to an address that was not registered, and may refuse it later");
        }
    }

    /** Where it can be taken back, it is (RFC 7592). */
    private void remove(JsonNode client) throws IOException, InterruptedException {
        var address = SignInLook.address(client.path("registration_client_uri").asString(""));
        var token = client.path("registration_access_token").asString("");
        if (address.isPresent() && !token.isEmpty()) {
            caller.delete(address.get(), Map.of("Authorization", "Bearer " + token));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
