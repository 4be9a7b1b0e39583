package dev.assay.registry.gate.npm;

import dev.assay.registry.gate.Faults;
import dev.assay.registry.gate.GateAnswer;
import dev.assay.registry.gate.GateRequest;
import dev.assay.scanners.artifact.npm.ForwardOutcome;
import dev.assay.scanners.artifact.npm.NpmRegistry;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * What only the upstream registry knows: advisories, signing keys, attestations. Where it offers
 * none its status is passed on with our words, never an empty list, which would read as clean.
 */
final class PassThrough {

    private static final List<String> SENT = List.of("accept", "content-type", "content-encoding");

    private static final String BULK = "-/npm/v1/security/advisories/bulk";
    private static final String ATTESTATIONS = "-/npm/v1/attestations/";

    private final NpmRegistry registry;

    PassThrough(NpmRegistry registry) {
        this.registry = registry;
    }

    /** Whether a path may be sent a body. */
    static boolean takesPost(String path) {
        return path.startsWith("-/npm/v1/security/");
    }

    GateAnswer answer(GateRequest request, String path) throws InterruptedException {
        var headers = new LinkedHashMap<String, String>();
        for (var name : SENT) {
            var value = request.header(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        var method = request.method().equals("POST") ? "POST" : "GET";
        var body = method.equals("POST") ? request.body() : null;
        if (body != null && registry.hasPrivateNames()) {
            body = path.equals(BULK) ? PublicAudit.of(body, headers, registry::isPrivate) : null;
            if (body == null) {
                return Faults.plain(
                        404,
                        "Not passed on",
                        "Assay's gate passes audits on in their short form alone ("
                                + BULK
                                + "),"
                                + " of which it can keep private names back");
            }
        }
        var named = attested(path);
        return switch (named != null && registry.isPrivate(named)
                ? registry.ask(named, path)
                : registry.forward(method, path, headers, body)) {
            case ForwardOutcome.Answered answer -> passed(path, answer);
            case ForwardOutcome.Unavailable(var reason, var retryAfter) ->
                    Faults.upstreamAway(
                            "the upstream registry does not answer, so there is no word on "
                                    + subject(path)
                                    + ": "
                                    + reason);
            case ForwardOutcome.NotConfigured(var reason) -> Faults.upstreamAway(reason);
        };
    }

    /** The package whose attestations are asked for. */
    private static @Nullable String attested(String path) {
        if (!path.startsWith(ATTESTATIONS)) {
            return null;
        }
        try {
            var name =
                    URLDecoder.decode(
                            path.substring(ATTESTATIONS.length()).replace("+", "%2B"),
                            StandardCharsets.UTF_8);
            var at = name.lastIndexOf('@');
            return at > 0 ? name.substring(0, at) : name;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static GateAnswer passed(String path, ForwardOutcome.Answered answer) {
        var status = answer.status();
        if (status == 401 || status == 403) {
            return Faults.upstreamAway(
                    "the upstream registry does not let Assay ask for "
                            + subject(path)
                            + " ("
                            + status
                            + "); its administrator can check the .npmrc");
        }
        if (status < 200 || status > 299) {
            return Faults.plain(
                    status < 400 ? 502 : status,
                    "Not offered by the upstream registry",
                    "the upstream registry offers no "
                            + subject(path)
                            + " ("
                            + status
                            + "). Assay's gate passes this through and adds nothing: it does not"
                            + " mean that all is well");
        }
        var headers = new LinkedHashMap<String, String>();
        headers.put(
                "Content-Type",
                answer.headers().firstValue("content-type").orElse("application/json"));
        headers.put("Cache-Control", "no-store");
        return GateAnswer.of(status, headers, answer.body());
    }

    private static String subject(String path) {
        if (takesPost(path)) {
            return "audits";
        }
        return path.contains("/attestations/") ? "attestations" : "signing keys";
    }
}
