package dev.assay.web.cli;

import dev.assay.inventory.store.DatabaseAway;
import dev.assay.web.AssayApplication;
import dev.assay.web.demo.DemoGround;
import dev.assay.web.demo.DemoStory;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** Runs the service until it is told to stop. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the registry: pages and REST API on one port, the npm gate on another.",
            "Every setting can also be given as an environment variable or in application.yaml."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:stopped as asked",
            "2:the command was not understood",
            "3:could not start"
        })
final class ServeCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port of the pages and the REST API; 8080 unless set.")
    private @Nullable Integer port;

    @Option(
            names = "--gate-port",
            paramLabel = "PORT",
            description = "Port of the npm gate; 8081 unless set.")
    private @Nullable Integer gatePort;

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            description =
                    "Address both listen on; 127.0.0.1 unless set, which is this machine alone."
                            + " 0.0.0.0 lets others in.")
    private @Nullable String address;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Where records and bytes are kept; data unless set.")
    private @Nullable Path data;

    @Option(
            names = "--demo",
            description =
                    "Walks one approval and one blocked update of a sample server, with no network"
                            + " and in a folder of its own that is removed at the end.")
    private boolean demo;

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (!demo) {
            return serve(settings(), context -> {});
        }
        var ground = DemoGround.prepare();
        // Not before the service has closed its files, however it is stopped.
        SpringApplication.getShutdownHandlers().add(ground::close);
        var settings = settings();
        set(settings, "assay.upstream.npm.url", ground.upstream());
        set(settings, "assay.data-directory", ground.data());
        return serve(settings, this::tellDemo);
    }

    private interface Afterwards {
        void run(ConfigurableApplicationContext service) throws InterruptedException;
    }

    private int serve(List<String> settings, Afterwards afterwards) throws InterruptedException {
        while (true) {
            var stopped = new CountDownLatch(1);
            var application = new SpringApplication(AssayApplication.class);
            application.addListeners(new Greeting(out()));
            application.addListeners(
                    (ApplicationListener<ContextClosedEvent>) closed -> stopped.countDown());
            try {
                var service = application.run(settings.toArray(String[]::new));
                afterwards.run(service);
            } catch (RuntimeException e) {
                // It has been reported: in a sentence where StartFailureAnalyzer knows it, else in
                // the log.
                if (DatabaseAway.cause(e) != null && new GateAlone(out()).serve(settings)) {
                    continue;
                }
                return ExitCodes.INCOMPLETE;
            }
            stopped.await();
            return ExitCodes.CLEAN;
        }
    }

    private void tellDemo(ConfigurableApplicationContext service) throws InterruptedException {
        var places = Places.of(service.getEnvironment());
        new DemoStory(service, out(), places.pages(), places.gate()).tell();
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }

    private List<String> settings() {
        var settings = new ArrayList<String>();
        set(settings, "server.port", port);
        set(settings, "gate.port", gatePort);
        set(settings, "server.address", address);
        set(settings, "assay.data-directory", data);
        return settings;
    }

    private static void set(List<String> settings, String name, @Nullable Object value) {
        if (value != null) {
            settings.add("--" + name + "=" + value);
        }
    }
}
