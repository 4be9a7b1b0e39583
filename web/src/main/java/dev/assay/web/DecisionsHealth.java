package dev.assay.web;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.sql.DataSource;

/**
 * Whether anything can be decided, which is whether the database answers. A pool waits for half a
 * minute; whoever asks here does not, and however many ask, one of them looks.
 */
final class DecisionsHealth implements HealthIndicator {

    private static final int PATIENCE_SECONDS = 2;

    private final DataSource database;
    private CompletableFuture<Boolean> looking = CompletableFuture.completedFuture(true);

    DecisionsHealth(DataSource database) {
        this.database = database;
    }

    @Override
    public Health health() {
        try {
            return look().get(PATIENCE_SECONDS, TimeUnit.SECONDS) ? Health.up().build() : away();
        } catch (TimeoutException | ExecutionException e) {
            return away();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return away();
        }
    }

    private static Health away() {
        return Health.down().withDetail("why", "the database does not answer").build();
    }

    private synchronized CompletableFuture<Boolean> look() {
        if (looking.isDone()) {
            var next = new CompletableFuture<Boolean>();
            Thread.startVirtualThread(() -> next.complete(answers()));
            looking = next;
        }
        return looking;
    }

    private boolean answers() {
        try (var connection = database.getConnection()) {
            return connection.isValid(PATIENCE_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }
}
