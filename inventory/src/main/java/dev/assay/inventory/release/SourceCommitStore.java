package dev.assay.inventory.release;

import dev.assay.inventory.store.Rows;
import dev.assay.scanners.coordinates.Sha256;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Which bytes a commit of a repository is kept as. A commit never changes, so neither does this.
 */
public final class SourceCommitStore {

    private final JdbcClient jdbc;
    private final Clock clock;

    public SourceCommitStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The digest of the file that a commit is kept as.
     *
     * @param repository as HOST/OWNER/REPO
     * @param commit its whole id
     */
    public Optional<Sha256> find(String repository, String commit) {
        return jdbc.sql(
                        "SELECT sha256 FROM source_commit WHERE repository = :repository AND commit_id"
                                + " = :commit")
                .param("repository", repository)
                .param("commit", commit)
                .query((row, number) -> new Sha256(Rows.text(row, "sha256")))
                .optional();
    }

    /** Notes a commit, unless that is noted already; stands alone. */
    public void keep(String repository, String commit, Sha256 sha256) {
        try {
            jdbc.sql(
                            "INSERT INTO source_commit (repository, commit_id, sha256, fetched_at)"
                                    + " VALUES (:repository, :commit, :sha256, :at)")
                    .param("repository", repository)
                    .param("commit", commit)
                    .param("sha256", sha256.hex())
                    .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        } catch (DuplicateKeyException e) {
            // Somebody else fetched the same commit at the same time.
        }
    }
}
