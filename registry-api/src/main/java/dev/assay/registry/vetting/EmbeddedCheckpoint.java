package dev.assay.registry.vetting;

import dev.assay.registry.workflow.Checkpoint;

import org.springframework.jdbc.core.simple.JdbcClient;

/** H2 returns from a commit before it is written, and writes without forcing the disk. */
final class EmbeddedCheckpoint implements Checkpoint {

    private final JdbcClient jdbc;

    EmbeddedCheckpoint(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void take() {
        jdbc.sql("CHECKPOINT SYNC").update();
    }
}
