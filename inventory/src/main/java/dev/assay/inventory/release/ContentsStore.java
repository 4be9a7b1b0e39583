package dev.assay.inventory.release;

import dev.assay.inventory.store.Rows;
import dev.assay.scanners.contents.Contents;
import dev.assay.scanners.coordinates.Sha256;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

import tools.jackson.databind.json.JsonMapper;

import java.util.Optional;

/** The packages that lie in images and bundles, by the bytes of those. */
public final class ContentsStore {

    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient jdbc;

    public ContentsStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What was read of these bytes last, by whichever version of the reader. */
    public Optional<Contents> find(Sha256 artifact) {
        return jdbc.sql("SELECT contents FROM artifact_contents WHERE sha256 = :sha256")
                .param("sha256", artifact.hex())
                .query((row, number) -> JSON.readValue(Rows.text(row, "contents"), Contents.class))
                .optional();
    }

    /** Keeps a reading in place of the one before; stands alone, outside any transaction. */
    public void keep(Sha256 artifact, Contents contents) {
        if (update(artifact, contents) > 0) {
            return;
        }
        try {
            write(
                    "INSERT INTO artifact_contents (sha256, reading, contents) VALUES (:sha256,"
                            + " :reading, :contents)",
                    artifact,
                    contents);
        } catch (DuplicateKeyException e) {
            // Another vetting read the same bytes at the same time, and found the same.
        }
    }

    private int update(Sha256 artifact, Contents contents) {
        return write(
                "UPDATE artifact_contents SET reading = :reading, contents = :contents WHERE sha256"
                        + " = :sha256",
                artifact,
                contents);
    }

    private int write(String statement, Sha256 artifact, Contents contents) {
        return jdbc.sql(statement)
                .param("sha256", artifact.hex())
                .param("reading", contents.reading())
                .param("contents", JSON.writeValueAsString(contents))
                .update();
    }
}
