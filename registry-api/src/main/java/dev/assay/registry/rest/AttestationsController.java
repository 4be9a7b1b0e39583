package dev.assay.registry.rest;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.attestation.Attestation;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.attestation.Attestations;
import dev.assay.scanners.attestation.Envelope;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What was signed of approvals, and the keys to verify it with. */
@RestController
final class AttestationsController {

    /** Keys change by hand and seldom. */
    private static final CacheControl AN_HOUR = CacheControl.maxAge(Duration.ofHours(1));

    /**
     * @param current whether there is something to hand out now
     * @param why why there is not; null where there is
     * @param attestations everything that was issued, newest first
     */
    record AttestationsDocument(
            String purl,
            boolean current,
            @Nullable String why,
            List<AttestationDocument> attestations) {}

    /**
     * @param standing current, superseded or withheld
     * @param sha256 of the statement
     */
    record AttestationDocument(
            Id id,
            Id decision,
            String predicateType,
            String standing,
            String sha256,
            Instant issuedAt,
            List<SignatureDocument> signatures) {}

    /**
     * @param by the approver's login; null for the registry
     */
    record SignatureDocument(String keyId, @Nullable String by, Instant signedAt) {}

    private final Attestations attestations;
    private final ReleaseStore releases;
    private final AccountStore accounts;
    private final Reports reports;

    AttestationsController(
            Attestations attestations,
            ReleaseStore releases,
            AccountStore accounts,
            Reports reports) {
        this.attestations = attestations;
        this.releases = releases;
        this.accounts = accounts;
        this.reports = reports;
    }

    @GetMapping("/api/v1/releases/{id}/attestations")
    AttestationsDocument of(@PathVariable String id) {
        var release = reports.release(id);
        var current = attestations.bundle(release).isPresent();
        return new AttestationsDocument(
                release.purl().toString(),
                current,
                current ? null : attestations.whyNot(release),
                attestations.of(release.id()).stream()
                        .map(each -> document(each, release))
                        .toList());
    }

    @GetMapping(path = "/api/v1/releases/{id}/attestations/bundle")
    ResponseEntity<byte[]> bundle(@PathVariable String id) {
        var release = reports.release(id);
        return attestations
                .bundle(release)
                .map(each -> file(each, Envelope.BUNDLE_MEDIA_TYPE, Attestations.fileName(release)))
                .orElseThrow(() -> gone(release));
    }

    @GetMapping(path = "/api/v1/attestations/{id}")
    ResponseEntity<byte[]> envelope(@PathVariable String id) {
        var found =
                Id.parse(id)
                        .flatMap(attestations::find)
                        .orElseThrow(
                                () ->
                                        Problem.notFound(
                                                "No attestation has the id '" + id + "'.",
                                                "GET /api/v1/releases/{id}/attestations lists"
                                                        + " those of a release."));
        var release = releases.find(found.releaseId()).orElseThrow();
        return switch (attestations.standing(found, release)) {
            case CURRENT ->
                    file(Attestations.envelope(found), Envelope.MEDIA_TYPE, id + ".dsse.json");
            case SUPERSEDED ->
                    throw Problem.gone(
                            "Another approval of " + release.purl() + " came after this one.",
                            "GET /api/v1/releases/" + release.id() + "/attestations lists it.");
            case WITHHELD -> throw gone(release);
        };
    }

    @GetMapping(path = "/.well-known/assay-keys.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> keys() {
        return ResponseEntity.ok().cacheControl(AN_HOUR).body(attestations.keys());
    }

    @GetMapping(path = "/.well-known/assay-keys.pem")
    ResponseEntity<byte[]> keyPem() {
        return ResponseEntity.ok()
                .cacheControl(AN_HOUR)
                .header(HttpHeaders.CONTENT_TYPE, "application/x-pem-file")
                .body(attestations.keyPem().getBytes(StandardCharsets.US_ASCII));
    }

    private Problem gone(Release release) {
        return Problem.gone(
                attestations.whyNot(release),
                "GET /api/v1/releases/" + release.id() + " says how it stands.");
    }

    /** What is handed out now may be withheld in a moment. */
    private static ResponseEntity<byte[]> file(byte[] bytes, String type, String name) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_TYPE, type)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .body(bytes);
    }

    private AttestationDocument document(Attestation each, Release release) {
        return new AttestationDocument(
                each.id(),
                each.decisionId(),
                each.predicateType(),
                Words.of(attestations.standing(each, release)),
                each.sha256().hex(),
                each.issuedAt(),
                each.signatures().stream()
                        .map(
                                signed ->
                                        new SignatureDocument(
                                                signed.keyId(),
                                                login(signed.accountId()),
                                                signed.signedAt()))
                        .toList());
    }

    private @Nullable String login(@Nullable Id account) {
        return account == null
                ? null
                : accounts.find(account).map(Account::login).orElse("unknown");
    }
}
