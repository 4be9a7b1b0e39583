package dev.assay.registry.rest;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.release.VendorBomStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.vendorbom.BomTaking;
import dev.assay.registry.vendorbom.VendorBoms;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.vendorbom.BomComparison;
import dev.assay.scanners.vendorbom.BomReader;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** The bills of materials that a vendor sent of a release, the newest beside what was found. */
@RestController
final class VendorBomController {

    /** One that was sent. */
    record SentDocument(String sha256, long size, String format, Id by, Instant at) {

        static SentDocument of(VendorBomStore.Sent sent) {
            return new SentDocument(
                    sent.sha256().hex(), sent.size(), sent.format(), sent.by(), sent.at());
        }
    }

    /**
     * What was sent last, and how it differs.
     *
     * @param signed whether it carries a signature, which nobody verified
     * @param comparison the same as of the command {@code assay bom compare}
     * @param findings what of it means something, as a policy judges it
     * @param history all that were sent, the newest first
     */
    record VendorBomDocument(
            SentDocument sent,
            boolean signed,
            BomComparison comparison,
            List<Finding> findings,
            List<SentDocument> history) {}

    private final VendorBoms boms;
    private final Reports reports;

    VendorBomController(VendorBoms boms, Reports reports) {
        this.boms = boms;
        this.reports = reports;
    }

    @GetMapping("/api/v1/releases/{id}/vendor-bom")
    VendorBomDocument sent(@PathVariable String id) throws IOException, InterruptedException {
        var release = reports.release(id);
        var compared =
                boms.of(release)
                        .orElseThrow(
                                () ->
                                        Problem.notFound(
                                                "No vendor's bill of materials was sent of this"
                                                        + " release.",
                                                "PUT the document to /api/v1/releases/"
                                                        + id
                                                        + "/vendor-bom."));
        return new VendorBomDocument(
                SentDocument.of(compared.sent()),
                compared.signed(),
                compared.comparison(),
                compared.findings(),
                boms.history(release.id()).stream().map(SentDocument::of).toList());
    }

    @PutMapping("/api/v1/releases/{id}/vendor-bom")
    VendorBomDocument send(Account account, @PathVariable String id, HttpServletRequest request)
            throws IOException, InterruptedException {
        if (request.getContentLengthLong() > BomReader.LARGEST) {
            throw Problem.tooLarge(
                    "No document of more than " + BomReader.LARGEST + " bytes is taken.");
        }
        var release = reports.release(id);
        return switch (boms.take(
                account,
                release,
                () -> request.getInputStream().readNBytes(BomReader.LARGEST + 1))) {
            case BomTaking.Taken taken -> sent(id);
            case BomTaking.NotNow(var why) -> throw Problem.unavailable(why, "Send it again.");
            case BomTaking.Refused refused ->
                    throw Problem.invalid(
                            refused.sentence(),
                            "Send CycloneDX in JSON or XML, SPDX 2 in JSON or as tags and values,"
                                    + " or SPDX 3 in JSON, of this very release.");
        };
    }

    @GetMapping("/api/v1/releases/{id}/vendor-bom/{sha256}")
    ResponseEntity<byte[]> document(@PathVariable String id, @PathVariable String sha256)
            throws IOException {
        var release = reports.release(id);
        var document =
                sha256.matches("[0-9a-f]{64}")
                        ? boms.document(release.id(), new Sha256(sha256)).orElse(null)
                        : null;
        if (document == null) {
            throw Problem.notFound(
                    "No document of this digest was sent of this release.",
                    "GET /api/v1/releases/" + id + "/vendor-bom lists those that were.");
        }
        // Strangers wrote it: no browser is to show it.
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"vendor-bom\"")
                .body(document);
    }
}
