package dev.assay.inventory.release;

import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The stored output of the pipeline's stages, so that a crash resumes and an audit replays. */
public final class VettingStore {

    /**
     * Bytes that were fetched.
     *
     * @param sizeBytes how many
     */
    public record Artifact(Integrity integrity, Sha256 sha256, long sizeBytes) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    public VettingStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Records a stage's output, in place of an earlier try's. */
    public void record(
            Id release,
            VettingStep.Name step,
            String outcome,
            String summary,
            @Nullable Sha256 document) {
        jdbc.sql("DELETE FROM vetting_step WHERE release_id = :release AND step = :step")
                .param("release", release.value())
                .param("step", step.name())
                .update();
        jdbc.sql(
                        """
                        INSERT INTO vetting_step (release_id, step, outcome, summary, document_sha256, finished_at)
                        VALUES (:release, :step, :outcome, :summary, :document, :now)
                        """)
                .param("release", release.value())
                .param("step", step.name())
                .param("outcome", outcome)
                .param(
                        "summary",
                        summary.length() <= 2000 ? summary : summary.substring(0, 1999) + "…")
                .param("document", document == null ? null : document.hex())
                .param("now", Rows.column(clock.instant()))
                .update();
    }

    /** Forgets all stages of a release, for a vetting that starts anew. */
    public void restart(Id release) {
        jdbc.sql("DELETE FROM vetting_step WHERE release_id = :release")
                .param("release", release.value())
                .update();
    }

    /** The stages that have finished, in the pipeline's order. */
    public List<VettingStep> steps(Id release) {
        return jdbc
                .sql("SELECT * FROM vetting_step WHERE release_id = :release")
                .param("release", release.value())
                .query(VettingStore::readStep)
                .list()
                .stream()
                .sorted(Comparator.comparing(VettingStep::name))
                .toList();
    }

    /** Remembers fetched bytes; stands alone, outside any transaction. */
    public void addArtifact(Artifact artifact) {
        if (artifact(artifact.integrity()).isPresent()) {
            return;
        }
        try {
            jdbc.sql(
                            """
                            INSERT INTO artifact (integrity, sha256, size_bytes, fetched_at)
                            VALUES (:integrity, :sha256, :size, :now)
                            """)
                    .param("integrity", artifact.integrity().value())
                    .param("sha256", artifact.sha256().hex())
                    .param("size", artifact.sizeBytes())
                    .param("now", Rows.column(clock.instant()))
                    .update();
        } catch (DuplicateKeyException e) {
            // Another vetting fetched the same bytes at the same time.
        }
    }

    public Optional<Artifact> artifact(Integrity integrity) {
        return jdbc.sql("SELECT * FROM artifact WHERE integrity = :integrity")
                .param("integrity", integrity.value())
                .query(
                        (row, number) ->
                                new Artifact(
                                        integrity,
                                        new Sha256(Rows.text(row, "sha256")),
                                        row.getLong("size_bytes")))
                .optional();
    }

    /** Where the profile of these bytes under this analysis lies, if it was made before. */
    public Optional<Sha256> profile(Sha256 artifact, int analysis) {
        return jdbc.sql(
                        "SELECT document_sha256 FROM profile WHERE sha256 = :sha256 AND analysis = :analysis")
                .param("sha256", artifact.hex())
                .param("analysis", analysis)
                .query((row, number) -> new Sha256(Rows.text(row, "document_sha256")))
                .optional();
    }

    /** Remembers where a profile lies; stands alone, outside any transaction. */
    public void addProfile(Sha256 artifact, int analysis, Sha256 document) {
        if (profile(artifact, analysis).isPresent()) {
            return;
        }
        try {
            jdbc.sql(
                            "INSERT INTO profile (sha256, analysis, document_sha256) VALUES (:sha256, :analysis, :document)")
                    .param("sha256", artifact.hex())
                    .param("analysis", analysis)
                    .param("document", document.hex())
                    .update();
        } catch (DuplicateKeyException e) {
            // Another vetting profiled the same bytes at the same time.
        }
    }

    private static VettingStep readStep(ResultSet row, int number) throws SQLException {
        var document = row.getString("document_sha256");
        return new VettingStep(
                VettingStep.Name.valueOf(Rows.text(row, "step")),
                Rows.text(row, "outcome"),
                Rows.text(row, "summary"),
                document == null ? null : new Sha256(document),
                Rows.instant(row, "finished_at"));
    }
}
