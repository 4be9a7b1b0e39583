package dev.assay.web.nodes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How many requests the gate of {@code ./assay serve} answers, with its decisions, its log of
 * fetches and its meters, against nginx that has the same bytes as plain files and decides nothing,
 * and against Verdaccio. All take turns in one run under the same client, which shares the machine
 * with them, so the ratios say more than the numbers; the processor's time for each request says
 * most where the machine does other work.
 */
public final class GateBenchmark {

    private static final String ABBREVIATED =
            "Accept: application/vnd.npm.install-v1+json\r\nAccept-Encoding: gzip\r\n";

    private final int rounds;
    private final int seconds;

    private GateBenchmark(int rounds, int seconds) {
        this.rounds = rounds;
        this.seconds = seconds;
    }

    /**
     * @param arguments how many rounds, and of how many seconds each
     */
    public static void main(String[] arguments) throws Exception {
        var rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        var seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        var folder = Files.createDirectories(Path.of("web/target/gate-bench").toAbsolutePath());
        try (var working = WorkingFolder.empty(folder.resolve("run"))) {
            new GateBenchmark(rounds, seconds).measure(folder, working.path());
        }
        System.exit(0);
    }

    private void measure(Path folder, Path working) throws Exception {
        var install = RealInstall.prepare(folder.resolve("packages"));
        System.out.printf(
                "%d packages in the install of %s, %d files as nginx has them%n",
                install.packages().size(), RealInstall.PROJECT, 2 * install.packages().size());
        var data = Files.createDirectories(working.resolve("data"));
        Approved.into(data, install);
        try (var service = Service.start(working, data)) {
            System.out.printf(
                    Locale.ROOT,
                    "ready %.2f s after it was started the first time%n",
                    service.readySeconds());
            var mix = new ArrayList<Case.Request>();
            for (var each : install.packages()) {
                mix.add(new Case.Request("/npm/" + each.escapedName(), ABBREVIATED));
                mix.add(new Case.Request("/npm/" + each.tarball(), ""));
            }
            var cases =
                    List.of(
                            new Case(
                                    "packument, larger",
                                    List.of(
                                            new Case.Request(
                                                    "/npm/" + Approved.LARGER.replace("/", "%2f"),
                                                    ABBREVIATED)),
                                    true),
                            new Case(
                                    "packument, smaller",
                                    List.of(
                                            new Case.Request(
                                                    "/npm/" + Approved.SMALLER, ABBREVIATED)),
                                    true),
                            new Case("tarball, 50 kB", Approved.FIFTY_KB.requests(), false),
                            new Case("tarball, 5 MB", Approved.FIVE_MB.requests(), false),
                            new Case("requests of one install", mix, true));
            try (var nginx = Nginx.start(working, cases, service);
                    var verdaccio = Verdaccio.start(folder.resolve("verdaccio"))) {
                for (var each : cases) {
                    verdaccio.warm(each);
                }
                for (var each : cases) {
                    compare(each, service, nginx, verdaccio, working);
                }
            }
            service.streamAGigabyte(Approved.FIVE_MB.requests().getFirst().path());
        }
        Deciding.measure();
    }

    private void compare(Case each, Service service, Nginx nginx, Verdaccio verdaccio, Path working)
            throws IOException, InterruptedException {
        var ours = new Rounds("gate");
        var theirs = new Rounds("nginx");
        var peers = new Rounds("Verdaccio");
        var wrk = new Wrk(working);
        var atGate = each.requests();
        var atNginx = nginx.requests(each);
        // The just-in-time compiler needs its time, as it has it in a service that runs for days.
        wrk.run(service.gatePort(), atGate, 6 * seconds, service.processes());
        wrk.run(nginx.port(), atNginx, 1, nginx.processes());
        for (var round = 0; round < rounds; round++) {
            ours.add(wrk.run(service.gatePort(), atGate, seconds, service.processes()));
            theirs.add(wrk.run(nginx.port(), atNginx, seconds, nginx.processes()));
            if (each.known() && round < 2) {
                peers.add(
                        wrk.run(
                                verdaccio.port(),
                                Verdaccio.requests(each),
                                seconds,
                                verdaccio.processes()));
            }
        }
        System.out.printf("%n%s (%,d bytes)%n", each.what(), nginx.bytes(each));
        ours.print();
        theirs.print();
        System.out.printf(
                Locale.ROOT,
                "  of nginx: %.2f by medians, %.2f by the best rounds; p99 %.1f times nginx's%n",
                ours.median() / theirs.median(),
                ours.best() / theirs.best(),
                ours.p99() / theirs.p99());
        if (each.known()) {
            peers.print();
            System.out.printf(
                    Locale.ROOT, "  of Verdaccio: %.0f times%n", ours.median() / peers.median());
        }
    }
}
