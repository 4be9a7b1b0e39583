package dev.assay.web.cli;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;

/** What was signed of approvals, asked of a running service, and what its approvers add. */
final class SigningDesk implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();

    private final RunningService service;

    /**
     * @param token sent as bearer; null for the login and the password of the environment
     */
    SigningDesk(URI service, @Nullable String token) {
        var bearer = RunningService.bearer(token);
        this.service =
                new RunningService(
                        service,
                        bearer == null ? RunningService.basicOfEnvironment() : bearer,
                        PATIENCE);
    }

    /** The id of a release that is named by its id or its package URL. */
    String release(String named) throws IncompleteException, InterruptedException {
        if (named.matches("[0-9a-f]{32}")) {
            return named;
        }
        var found =
                service.ask(
                        service.request("api/v1/releases?purl=" + RunningService.encoded(named)));
        var id = found.path("releases").path(0).path("id").asString("");
        if (id.isEmpty()) {
            throw new IncompleteException("the service knows no release " + named);
        }
        return id;
    }

    /** The id of the statement of this type about the approval that holds. */
    String current(String release, String type) throws IncompleteException, InterruptedException {
        var all = service.ask(service.request("api/v1/releases/" + release + "/attestations"));
        for (var each : all.path("attestations")) {
            if (each.path("standing").asString("").equals("current")
                    && each.path("predicateType").asString("").equals(type)) {
                return each.path("id").asString("");
            }
        }
        throw new IncompleteException(
                "there is nothing to sign: " + all.path("why").asString("nothing was issued"));
    }

    /** The envelope, byte for byte. */
    byte[] envelope(String attestation) throws IncompleteException, InterruptedException {
        var answer = service.send(service.request("api/v1/attestations/" + attestation));
        if (answer.statusCode() != 200) {
            throw service.failure(answer.statusCode(), service.document(answer));
        }
        try (var body = answer.body()) {
            return body.readAllBytes();
        } catch (IOException e) {
            throw new IncompleteException("what was signed did not come whole: " + e);
        }
    }

    void sign(String attestation, String keyId, byte[] signature)
            throws IncompleteException, InterruptedException {
        var wish =
                JSON.createObjectNode()
                        .put("keyId", keyId)
                        .put("signature", Base64.getEncoder().encodeToString(signature));
        service.ask(service.posting("api/v1/attestations/" + attestation + "/signatures", wish));
    }

    @Override
    public void close() {
        service.close();
    }
}
