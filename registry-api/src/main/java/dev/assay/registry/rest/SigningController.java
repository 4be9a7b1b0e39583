package dev.assay.registry.rest;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.attestation.ApproverKey;
import dev.assay.inventory.store.Id;
import dev.assay.registry.attestation.ApproverKeys;
import dev.assay.registry.attestation.Cosigning;
import dev.assay.registry.workflow.Deed;
import dev.assay.scanners.attestation.Keys;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The keys of those who sign approvals themselves, and their signatures. */
@RestController
final class SigningController {

    record KeyDocument(
            String keyId,
            String kind,
            String title,
            String publicKey,
            Instant registeredAt,
            @Nullable Instant withdrawnAt) {

        static KeyDocument of(ApproverKey key) {
            var read = Keys.read(key.spki());
            return new KeyDocument(
                    key.keyId(),
                    Keys.kind(read),
                    key.title(),
                    Keys.pem(read),
                    key.registeredAt(),
                    key.withdrawnAt());
        }
    }

    record KeyWish(@Nullable String publicKey, @Nullable String title) {}

    /**
     * @param signature in base64, over the envelope's pre-authentication encoding
     */
    record SignatureWish(@Nullable String keyId, @Nullable String signature) {}

    private final ApproverKeys keys;
    private final Cosigning cosigning;

    SigningController(ApproverKeys keys, Cosigning cosigning) {
        this.keys = keys;
        this.cosigning = cosigning;
    }

    @GetMapping("/api/v1/me/signing-keys")
    Map<String, List<KeyDocument>> own(Account account) {
        return Map.of("keys", keys.of(account).stream().map(KeyDocument::of).toList());
    }

    @PostMapping(path = "/api/v1/me/signing-keys", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    KeyDocument register(Account account, @RequestBody KeyWish wish) {
        return KeyDocument.of(
                done(keys.register(account, given(wish.publicKey()), given(wish.title()))));
    }

    @DeleteMapping("/api/v1/me/signing-keys/{key}")
    KeyDocument withdraw(Account account, @PathVariable String key) {
        return KeyDocument.of(done(keys.withdraw(account, key)));
    }

    /** Who holds the key signs, and nobody else can. */
    @PostMapping(
            path = "/api/v1/attestations/{id}/signatures",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, String> sign(
            Account account, @PathVariable String id, @RequestBody SignatureWish wish) {
        byte[] signature;
        try {
            signature = Base64.getDecoder().decode(given(wish.signature()));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("'signature' is not base64.", "Send it in base64.");
        }
        var attestation =
                Id.parse(id)
                        .orElseThrow(
                                () ->
                                        Problem.notFound(
                                                "No attestation has the id '" + id + "'.",
                                                "GET /api/v1/releases/{id}/attestations lists"
                                                        + " those of a release."));
        var signed = done(cosigning.sign(account, attestation, given(wish.keyId()), signature));
        return Map.of("id", signed.id().value(), "sha256", signed.sha256().hex());
    }

    private static <T> T done(Deed<T> deed) {
        return switch (deed) {
            case Deed.Done<T>(var result) -> result;
            case Deed.Refused<T>(var reason) -> throw Problem.refused(reason);
        };
    }

    private static String given(@Nullable String text) {
        return text == null ? "" : text;
    }
}
