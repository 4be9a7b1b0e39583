package dev.assay.registry.server;

import dev.assay.inventory.server.ServerPackageStore;
import dev.assay.inventory.server.ServerStore;
import dev.assay.inventory.server.Servers;
import dev.assay.inventory.task.Drill;
import dev.assay.scanners.coordinates.Purl;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the rows of the inventory as new as the records. Whatever changes leaves a mark; here the
 * marked rows are made anew, every second and before somebody looks.
 */
public final class ServerRows implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServerRows.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** How many marks are looked at together; a server that changes has several. */
    private static final int BATCH = 500;

    /** Whoever looks waits for no more than this. */
    private static final int WHILE_SOMEBODY_WAITS = 20;

    private final ServerStore servers;
    private final ServerPackageStore packages;
    private final ListingMaker maker;
    private final BesideTheRow beside;
    private final TransactionTemplate transactions;
    private final CountDownLatch stopped = new CountDownLatch(1);

    ServerRows(
            ServerStore servers,
            ServerPackageStore packages,
            ListingMaker maker,
            BesideTheRow beside,
            TransactionTemplate transactions) {
        this.servers = servers;
        this.packages = packages;
        this.maker = maker;
        this.beside = beside;
        this.transactions = transactions;
    }

    void start() {
        Thread.ofVirtual().name("server-rows").start(this::keepUp);
    }

    /**
     * Makes what has changed anew, so that whoever did it sees it; where that is more than anybody
     * should wait for, a part.
     *
     * @return how many servers still wait
     */
    public int beforeSomebodyLooks() {
        var touched = servers.touched(BATCH);
        touched.entrySet().stream()
                .limit(WHILE_SOMEBODY_WAITS)
                .forEach(each -> make(each.getKey(), each.getValue()));
        return Math.max(0, touched.size() - WHILE_SOMEBODY_WAITS);
    }

    private void keepUp() {
        try {
            while (!stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                makeAll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void makeAll() {
        try {
            var touched = servers.touched(BATCH);
            while (!touched.isEmpty() && stopped.getCount() > 0) {
                var made = 0;
                for (var each : touched.entrySet()) {
                    made += make(each.getKey(), each.getValue()) ? 1 : 0;
                }
                touched = made == 0 ? java.util.Map.of() : servers.touched(BATCH);
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("The inventory is brought up to date later.", e);
        }
    }

    private boolean make(Purl packagePurl, List<Long> marks) {
        try {
            transactions.executeWithoutResult(
                    status -> {
                        if (packagePurl.equals(Drill.PACKAGE)) {
                            // What a drill revokes is no server that anybody could use.
                            servers.forget(marks);
                            return;
                        }
                        // Held first: what is read then is the newest, whoever else makes it too.
                        servers.hold(packagePurl);
                        var server = packages.serverOf(packagePurl);
                        if (!server.equals(packagePurl)) {
                            servers.hold(server);
                            servers.unlist(Servers.id(packagePurl));
                            beside.end(packagePurl);
                        }
                        maker.make(server)
                                .ifPresentOrElse(
                                        listing -> {
                                            servers.list(listing, marks);
                                            beside.make(server);
                                        },
                                        () -> servers.forget(marks));
                    });
            return true;
        } catch (DataAccessException | TransactionException e) {
            // Another node makes the same row, or the database is away: the marks are still there.
            LOG.debug("The row of {} is made later.", packagePurl, e);
            return false;
        }
    }

    @Override
    public void close() {
        stopped.countDown();
    }
}
