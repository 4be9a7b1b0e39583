package dev.assay.registry.administration;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.TaskInstance;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

class JobFailuresTest {

    private static final Instant NOW = Instant.parse("2026-11-21T22:00:00Z");

    private final JobFailures failures = new JobFailures();

    @Test
    void tellsTheInnermostCauseInOneLineUntilTheJobSucceeds() {
        failed(
                "watch",
                new UncheckedIOException("wrapped", new IOException("no route\n to  host")));
        failed("expiry", new IllegalStateException());

        assertThat(failures.reason("watch", "recurring")).contains("no route to host");
        assertThat(failures.reason("expiry", "recurring")).contains("IllegalStateException");
        assertThat(failures.reason("watch", "another")).isEmpty();

        failures.onExecutionComplete(ExecutionComplete.success(execution("watch"), NOW, NOW));
        assertThat(failures.reason("watch", "recurring")).isEmpty();
    }

    @Test
    void cutsWhatIsTooLongForAPage() {
        failed("watch", new IllegalStateException("x".repeat(10_000)));

        assertThat(failures.reason("watch", "recurring").orElseThrow()).hasSize(301).endsWith("…");
    }

    private void failed(String name, Throwable cause) {
        failures.onExecutionComplete(ExecutionComplete.failure(execution(name), NOW, NOW, cause));
    }

    private static Execution execution(String name) {
        return new Execution(NOW, new TaskInstance<>(name, "recurring"));
    }
}
