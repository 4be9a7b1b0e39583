package dev.assay.web.cli;

import dev.assay.registry.gate.Snapshots;
import dev.assay.web.AssayApplication;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

/**
 * The gate without pages, API and jobs, for a node that is started while its database is away:
 * builds get what was approved when this node last knew, by the file that it signed.
 */
final class GateAlone {

    private static final int SECONDS_BETWEEN_TRIES = 2;

    private final PrintWriter out;

    GateAlone(PrintWriter out) {
        this.out = out;
    }

    /**
     * Serves until the database answers.
     *
     * @return whether the service is to be started now; false where the process is to end, since it
     *     was told to or has nothing that it may serve
     */
    boolean serve(List<String> settings) throws InterruptedException {
        var stopped = new CountDownLatch(1);
        var application = new SpringApplication(AssayApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        // What nobody asks for here is not made, and would ask the database.
        application.setLazyInitialization(true);
        application.addListeners(
                (ApplicationListener<ContextClosedEvent>) closed -> stopped.countDown());
        var all = new ArrayList<>(settings);
        all.add("--assay.gate-alone=true");
        all.add("--db-scheduler.enabled=false");
        ConfigurableApplicationContext gate;
        try {
            gate = application.run(all.toArray(String[]::new));
        } catch (RuntimeException e) {
            return false;
        }
        try (gate) {
            if (gate.getBean(Snapshots.class).current().isEmpty()) {
                return false;
            }
            out.println(
                    "The gate runs alone at "
                            + Places.of(gate.getEnvironment()).gate()
                            + ": it serves what was approved when this node last knew. Pages, API and"
                            + " jobs follow once the database answers.");
            out.flush();
            var database = gate.getBean(DataSource.class);
            while (!stopped.await(SECONDS_BETWEEN_TRIES, TimeUnit.SECONDS)) {
                if (answers(database)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static boolean answers(DataSource database) {
        try (var connection = database.getConnection()) {
            return connection.isValid(SECONDS_BETWEEN_TRIES);
        } catch (SQLException e) {
            return false;
        }
    }
}
