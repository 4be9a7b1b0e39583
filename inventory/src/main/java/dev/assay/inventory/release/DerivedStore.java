package dev.assay.inventory.release;

import dev.assay.inventory.store.Rows;
import dev.assay.scanners.coordinates.Sha256;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.Optional;

/** Where documents lie that can be made again, by the digest of everything they are made of. */
public final class DerivedStore {

    private final JdbcClient jdbc;

    public DerivedStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Sha256> document(Sha256 key) {
        return jdbc.sql("SELECT document_sha256 FROM derived_document WHERE key_sha256 = :key")
                .param("key", key.hex())
                .query((row, number) -> new Sha256(Rows.text(row, "document_sha256")))
                .optional();
    }

    /** Remembers where a document lies, in place of an earlier one; stands alone. */
    public void keep(Sha256 key, Sha256 document) {
        var changed =
                jdbc.sql(
                                "UPDATE derived_document SET document_sha256 = :document WHERE key_sha256 = :key")
                        .param("key", key.hex())
                        .param("document", document.hex())
                        .update();
        if (changed > 0) {
            return;
        }
        try {
            jdbc.sql(
                            "INSERT INTO derived_document (key_sha256, document_sha256) VALUES (:key, :document)")
                    .param("key", key.hex())
                    .param("document", document.hex())
                    .update();
        } catch (DuplicateKeyException e) {
            // Somebody else made the same document at the same time.
        }
    }
}
