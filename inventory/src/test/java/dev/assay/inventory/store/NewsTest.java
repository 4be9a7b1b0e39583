package dev.assay.inventory.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.release.ReleaseStore;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

final class NewsTest {

    private final ReleaseStore releases =
            new ReleaseStore(Database.POSTGRESQL.jdbc(), Database.ticking());
    private final Semaphore heard = new Semaphore(0);
    private final News news = new News(Database.POSTGRESQL.source());

    @BeforeEach
    void listen() throws InterruptedException {
        news.on(News.Of.RELEASES, heard::release);
        news.start();
        // What may have been missed until now.
        assertThat(isHeardWithin(10)).isTrue();
    }

    @AfterEach
    void stop() {
        news.close();
    }

    @Test
    void tellsOfAChangeOnceItIsCommitted() throws InterruptedException {
        Database.POSTGRESQL
                .transactions()
                .executeWithoutResult(
                        running -> {
                            releases.add(Purl.npm("news-one", "1.0.0"));
                            releases.add(Purl.npm("news-two", "1.0.0"));
                            assertThat(heard.availablePermits()).isZero();
                        });

        assertThat(isHeardWithin(2)).isTrue();
        assertThat(heard.availablePermits()).isZero();
    }

    @Test
    void tellsWhatItMayHaveMissedOnceTheDatabaseAnswersAgain() throws InterruptedException {
        Database.POSTGRESQL
                .jdbc()
                .sql(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                + " WHERE query LIKE 'LISTEN%' AND pid <> pg_backend_pid()")
                .query()
                .listOfRows();

        assertThat(isHeardWithin(10)).isTrue();
        releases.add(Purl.npm("news-three", "1.0.0"));
        assertThat(isHeardWithin(2)).isTrue();
    }

    private boolean isHeardWithin(int seconds) throws InterruptedException {
        return heard.tryAcquire(seconds, TimeUnit.SECONDS);
    }
}
