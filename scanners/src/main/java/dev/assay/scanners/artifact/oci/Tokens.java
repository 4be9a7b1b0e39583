package dev.assay.scanners.artifact.oci;

import dev.assay.scanners.artifact.Origin;
import dev.assay.scanners.artifact.UpstreamClient;
import dev.assay.scanners.artifact.UpstreamOutcome;
import dev.assay.scanners.artifact.UpstreamOutcome.Answered;
import dev.assay.scanners.artifact.UpstreamRequest;
import dev.assay.scanners.artifact.oci.OciConfiguration.Registry;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Sends requests with whatever a registry asks for: nothing, a name and password, or a token of its
 * realm, which it gets with the configured credentials or without any. A realm is asked over https,
 * or at the registry's own origin.
 */
final class Tokens {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LARGEST = 1 << 16;
    private static final int LONGEST = 16_000;
    private static final int MOST_KEPT = 1_000;
    private static final Duration USUAL_LIFE = Duration.ofSeconds(60);
    private static final Duration EARLY = Duration.ofSeconds(10);

    private record Key(URI registry, String scope) {}

    private record Token(String authorization, Instant until) {}

    private final UpstreamClient client;
    private final Clock clock;
    private final Map<Key, Token> known = new ConcurrentHashMap<>();

    Tokens(UpstreamClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** Sends once, and a second time with what the registry asks for. */
    interface Sending {
        UpstreamOutcome send(@Nullable String authorization) throws InterruptedException;
    }

    UpstreamOutcome send(Registry registry, String scope, Sending sending)
            throws InterruptedException {
        var key = new Key(registry.address(), scope);
        var token = known.get(key);
        var kept =
                token != null && clock.instant().isBefore(token.until())
                        ? token.authorization()
                        : null;
        var outcome = sending.send(kept);
        if (!(outcome instanceof Answered answer) || answer.status() != 401) {
            return outcome;
        }
        known.remove(key);
        var challenge = Challenge.of(answer.headers(), scope).orElse(null);
        return switch (challenge) {
            case null -> outcome;
            case Challenge.Basic() when registry.basic() == null -> outcome;
            case Challenge.Basic() -> sending.send(registry.basic());
            case Challenge.Bearer(var address) ->
                    withToken(registry, key, address, sending, outcome);
        };
    }

    private UpstreamOutcome withToken(
            Registry registry, Key key, URI address, Sending sending, UpstreamOutcome refused)
            throws InterruptedException {
        if (!mayBeAsked(registry, address)) {
            return new UpstreamOutcome.Away(
                    registry.host()
                            + " sends for a token to "
                            + address.getScheme()
                            + "://"
                            + address.getHost()
                            + ", which is neither https nor the registry itself",
                    null);
        }
        var asked =
                client.send(
                        UpstreamRequest.get(
                                        address,
                                        Map.of("Accept", "application/json"),
                                        registry.basic(),
                                        LARGEST)
                                .namedBy(registry.address()));
        return switch (asked) {
            case Answered answer when answer.status() == 200 -> {
                var token = token(answer.body());
                if (token == null) {
                    yield new UpstreamOutcome.Away(
                            "what " + address.getHost() + " answered holds no token", null);
                }
                if (known.size() >= MOST_KEPT) {
                    known.clear();
                }
                known.put(key, token);
                yield sending.send(token.authorization());
            }
            case Answered answer when answer.status() >= 500 ->
                    new UpstreamOutcome.Away(
                            address.getHost() + " answered " + answer.status(), null);
            case Answered answer -> refused;
            default -> asked;
        };
    }

    private static boolean mayBeAsked(Registry registry, URI address) {
        return Origin.isWeb(address)
                && ("https".equalsIgnoreCase(address.getScheme())
                        || Origin.of(address).equals(Origin.of(registry.address())));
    }

    private @Nullable Token token(byte[] body) {
        try {
            var answer = JSON.readTree(body);
            Function<String, String> text = name -> answer.path(name).asString("");
            var token =
                    text.apply("token").isEmpty()
                            ? text.apply("access_token")
                            : text.apply("token");
            if (token.length() > LONGEST || !token.matches("[\\x21-\\x7e]+")) {
                return null;
            }
            var life = answer.path("expires_in").asLong(USUAL_LIFE.toSeconds());
            return new Token(
                    "Bearer " + token,
                    clock.instant().plusSeconds(Math.clamp(life, 0, 3_600)).minus(EARLY));
        } catch (JacksonException e) {
            return null;
        }
    }
}
