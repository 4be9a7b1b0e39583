package dev.assay.inventory.proof;

import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.publisher.PackageProofs;
import dev.assay.scanners.signature.Signatures;

import org.springframework.jdbc.core.simple.JdbcClient;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;

/** What proves the packages that releases bring along. Callers hold the transaction. */
public final class ClosureProofStore {

    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient jdbc;

    public ClosureProofStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps what was found of one package of a release's closure, wherever it stands in it. */
    public void keep(Id release, PackageProofs proofs) {
        jdbc.sql(
                        "UPDATE closure_package SET proofs = :proofs WHERE release_id = :release AND"
                                + " integrity = :integrity")
                .param("proofs", JSON.writeValueAsString(proofs.signatures()))
                .param("release", release.value())
                .param("integrity", proofs.integrity().value())
                .update();
    }

    /** Those of a release's closure that were looked at, each package once, by package URL. */
    public List<PackageProofs> of(Id release) {
        return jdbc
                .sql(
                        "SELECT purl, integrity, proofs FROM closure_package WHERE release_id ="
                                + " :release AND proofs IS NOT NULL ORDER BY purl, integrity")
                .param("release", release.value())
                .query(
                        (row, number) ->
                                new PackageProofs(
                                        Purl.parse(Rows.text(row, "purl")),
                                        new Integrity(Rows.text(row, "integrity")),
                                        JSON.readValue(Rows.text(row, "proofs"), Signatures.class)))
                .list()
                .stream()
                .distinct()
                .toList();
    }
}
