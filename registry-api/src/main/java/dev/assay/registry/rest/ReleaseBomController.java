package dev.assay.registry.rest;

import dev.assay.inventory.proof.ClosureProofStore;
import dev.assay.registry.bom.ReleaseBoms;
import dev.assay.scanners.publisher.PackageProofs;
import dev.assay.scanners.publisher.ProofCounts;
import dev.assay.scanners.signature.Signatures;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;

/** What a release consists of, as a document of ours; and what proves the parts of it. */
@RestController
final class ReleaseBomController {

    /** One proof of one package. */
    record ProofDocument(String what, String state, String reason) {}

    /** One package that the release brings along. */
    record PackageDocument(String purl, List<ProofDocument> proofs) {

        static PackageDocument of(PackageProofs each) {
            return new PackageDocument(
                    each.purl().toString(),
                    each.signatures().all().stream().map(PackageDocument::of).toList());
        }

        private static ProofDocument of(Signatures.Named named) {
            return new ProofDocument(
                    named.what(), named.outcome().state(), named.outcome().reason());
        }
    }

    /** How many came out how, and each. */
    record ClosureProofsDocument(ProofCounts counts, List<PackageDocument> packages) {}

    private final ReleaseBoms boms;
    private final ClosureProofStore proofs;
    private final Reports reports;

    ReleaseBomController(ReleaseBoms boms, ClosureProofStore proofs, Reports reports) {
        this.boms = boms;
        this.proofs = proofs;
        this.reports = reports;
    }

    @GetMapping("/api/v1/releases/{id}/bom")
    ResponseEntity<byte[]> bom(@PathVariable String id) {
        var release = reports.release(id);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(ReleaseBoms.MEDIA_TYPE))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + ReleaseBoms.fileName(release) + "\"")
                .body(boms.of(release));
    }

    @GetMapping("/api/v1/releases/{id}/proofs")
    ClosureProofsDocument closureProofs(@PathVariable String id) {
        var all = proofs.of(reports.release(id).id());
        return new ClosureProofsDocument(
                ProofCounts.of(all), all.stream().map(PackageDocument::of).toList());
    }
}
