package dev.assay.scanners.detonation;

import dev.assay.scanners.detonation.canary.Canaries;
import dev.assay.scanners.detonation.canary.CanarySearch;
import dev.assay.scanners.detonation.chamber.Cell;
import dev.assay.scanners.detonation.chamber.Chamber;
import dev.assay.scanners.detonation.driver.Protocol;
import dev.assay.scanners.detonation.driver.Transcript;
import dev.assay.scanners.detonation.driver.Visit;
import dev.assay.scanners.detonation.driver.Visited;
import dev.assay.scanners.detonation.observed.Machine;
import dev.assay.scanners.detonation.observed.Observer;
import dev.assay.scanners.detonation.observed.Touched;
import dev.assay.scanners.detonation.observed.TraceReader;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.remote.OfferedFacts;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Runs programs of a release in cells, one at a time, and tells what each run showed. */
final class Trials {

    /** Where things are inside a cell. */
    static final String CODE = "/app";

    static final String HOME = "/home/u";
    private static final String KIT = "/kit";

    private static final Path TRACER = Path.of("/usr/bin/strace");
    private static final Duration ENDING = Duration.ofMillis(1_500);
    private static final Duration HOOK = Duration.ofSeconds(60);
    private static final int MOST_TRACE_LINES = 200_000;

    /** Ends in good order when it is asked to, so that the runtime writes what ran. */
    private static final String LEAVING = "process.on('SIGTERM', () => process.exit(0));\n";

    private final RunOrder order;
    private final Path code;
    private final Path authority;
    private final Ledger ledger;
    private int count;

    /**
     * @param code the installed closure
     * @param authority the certificate that the sinkhole's are signed with
     */
    Trials(RunOrder order, Path code, Path authority, Ledger ledger) {
        this.order = order;
        this.code = code;
        this.authority = authority;
        this.ledger = ledger;
    }

    /** Where the files of one run lie outside of its cell. */
    private record Desk(Path home, Path kit, Path coverage, Path trace) {}

    /**
     * How long tools are called.
     *
     * @param budget for all calls together
     */
    record Pace(Duration budget, int mostCalls) {

        /** Of the first run, which time alone ends. */
        static Pace first(RunOrder order) {
            return new Pace(Duration.ofMillis(order.callMillis()), Integer.MAX_VALUE);
        }

        /** Of a run that makes the calls of an earlier one, and has time for them. */
        static Pace like(Trial earlier, RunOrder order) {
            var visited = earlier.visited();
            return new Pace(
                    Duration.ofMillis(3L * order.callMillis()),
                    visited == null ? 0 : visited.calls().size());
        }
    }

    /** Starts the server and drives it. */
    Trial drive(Surroundings surroundings, Protocol protocol, Set<String> wanted, Pace pace)
            throws IOException, InterruptedException {
        var canaries = new Canaries(order.seed() + ":" + count);
        var desk = desk(canaries);
        var entry = NodeEntry.of(code).program();
        var program = new ArrayList<>(List.of("node", CODE + "/" + entry));
        program.addAll(order.arguments());
        var transcript = new Transcript();
        var environment = environment(surroundings, canaries, wanted);
        Visited visited;
        ledger.take();
        var process =
                Cell.start(
                        traced(desk),
                        program,
                        environment,
                        mounts(desk, false),
                        CODE,
                        surroundings.host());
        try {
            visited =
                    new Visit(
                                    protocol,
                                    canaries,
                                    HOME + "/" + BaitHome.BAIT,
                                    transcript,
                                    ledger::stage,
                                    pace.budget(),
                                    pace.mostCalls())
                            .visit(process);
        } finally {
            end(process);
        }
        return told(surroundings.kind(), program, canaries, desk, visited, transcript);
    }

    /** Runs the install hooks of all packages, those deepest in the tree first, as npm does. */
    Trial install() throws IOException, InterruptedException {
        var canaries = new Canaries(order.seed() + ":" + count);
        var desk = desk(canaries);
        var transcript = new Transcript();
        var environment = environment(Surroundings.usual(), canaries, Set.of());
        ledger.take();
        for (var placed : deepestFirst()) {
            var entry = NodeEntry.of(code.resolve(placed.path()));
            for (var hook : entry.hooks().entrySet()) {
                ledger.stage("install");
                hook(placed, hook.getKey(), hook.getValue(), desk, environment, transcript);
            }
        }
        return told("install", List.of("sh"), canaries, desk, null, transcript);
    }

    private List<RunOrder.Placed> deepestFirst() {
        return order.packages().stream()
                .sorted(Comparator.comparingInt((RunOrder.Placed each) -> -each.path().length()))
                .toList();
    }

    private void hook(
            RunOrder.Placed placed,
            String name,
            String command,
            Desk desk,
            Map<String, String> environment,
            Transcript transcript)
            throws IOException, InterruptedException {
        var inCell = placed.path().isEmpty() ? CODE : CODE + "/" + placed.path();
        var hooks = new TreeMap<>(environment);
        hooks.put("npm_lifecycle_event", name);
        hooks.put("INIT_CWD", CODE);
        hooks.put("npm_config_user_agent", "npm/10.8.2 node/v20.20.2 linux x64");
        var process =
                Cell.start(
                        traced(desk),
                        List.of("sh", "-c", command),
                        hooks,
                        mounts(desk, true),
                        inCell,
                        Surroundings.usual().host());
        try {
            process.getOutputStream().close();
            transcript.add("client", placed.purl() + " " + name + ": " + command);
            transcript.hear(process, HOOK);
        } finally {
            end(process);
        }
    }

    private Trial told(
            String kind,
            List<String> program,
            Canaries canaries,
            Desk desk,
            @Nullable Visited visited,
            Transcript transcript)
            throws IOException {
        ledger.stage("end");
        var noted = ledger.take();
        var touched = touched(desk.trace());
        var facts =
                new ArrayList<>(new Observer(order.purl(), canaries, order.asked()).facts(noted));
        var machine =
                new Machine(
                        order.purl(), new Machine.Places(program, HOME, CODE, List.of(KIT + "/")));
        facts.addAll(machine.facts(touched));
        if (visited != null) {
            facts.addAll(offered(visited, canaries));
        }
        return new Trial(
                kind,
                visited,
                facts,
                machine.forbidden(),
                V8Coverage.read(desk.coverage(), CODE + "/"),
                noted,
                touched,
                transcript);
    }

    /** What it lists, with names in the place of canaries, which are others in each run. */
    private List<Fact> offered(Visited visited, Canaries canaries) {
        var text = new CanarySearch(canaries.planted()).named(visited.offered().toString());
        JsonNode offered = JsonMapper.shared().readTree(text);
        return OfferedFacts.of(offered, order.purl(), Observer.PLACE, Via.OBSERVED);
    }

    private Desk desk(Canaries canaries) throws IOException {
        var name = "run" + count++;
        var folder = Files.createDirectories(Chamber.SCRATCH.resolve(name));
        var kit = Files.createDirectories(folder.resolve("kit"));
        var desk =
                new Desk(
                        Files.createDirectories(folder.resolve("home")),
                        kit,
                        Files.createDirectories(kit.resolve("coverage")),
                        Chamber.WORK.resolve(name + ".trace"));
        BaitHome.fill(desk.home(), canaries);
        Files.copy(authority, kit.resolve("authority.pem"));
        Files.writeString(kit.resolve("leaving.cjs"), LEAVING);
        return desk;
    }

    private List<Cell.Mount> mounts(Desk desk, boolean writable) {
        return List.of(
                new Cell.Mount(code, CODE, writable),
                new Cell.Mount(desk.home(), HOME, true),
                new Cell.Mount(desk.kit(), KIT, true));
    }

    /** Whether system calls can be written down here. */
    static boolean canTrace() {
        return Files.isExecutable(TRACER);
    }

    private static List<String> traced(Desk desk) {
        if (!canTrace()) {
            return List.of();
        }
        return List.of(
                TRACER.toString(),
                "-f",
                "--seccomp-bpf",
                "-qq",
                "-s",
                "300",
                "-e",
                "trace=" + TraceReader.CALLS,
                "-e",
                "signal=none",
                "-A",
                "-o",
                desk.trace().toString());
    }

    private Map<String, String> environment(
            Surroundings surroundings, Canaries canaries, Set<String> wanted) {
        var environment = new TreeMap<>(Placeholders.of(order.asked(), wanted, canaries));
        environment.put("PATH", CODE + "/node_modules/.bin:/usr/local/bin:/usr/bin:/bin");
        environment.put("HOME", HOME);
        environment.put("USER", "u");
        environment.put("LOGNAME", "u");
        for (var name :
                List.of(
                        "NODE_EXTRA_CA_CERTS",
                        "SSL_CERT_FILE",
                        "REQUESTS_CA_BUNDLE",
                        "CURL_CA_BUNDLE",
                        "GIT_SSL_CAINFO",
                        "DENO_CERT")) {
            environment.put(name, KIT + "/authority.pem");
        }
        environment.putAll(surroundings.environment());
        if (surroundings.watched()) {
            environment.put("NODE_V8_COVERAGE", KIT + "/coverage");
            environment.put("NODE_OPTIONS", "--require " + KIT + "/leaving.cjs");
        }
        return environment;
    }

    private static List<Touched> touched(Path trace) throws IOException {
        if (!Files.exists(trace)) {
            return List.of();
        }
        try (var lines = Files.lines(trace, StandardCharsets.ISO_8859_1)) {
            return TraceReader.read(lines.limit(MOST_TRACE_LINES).toList());
        }
    }

    /** Lets it end by itself, then asks it to, then ends it. */
    private static void end(Process process) throws InterruptedException {
        if (process.waitFor(300, TimeUnit.MILLISECONDS)) {
            return;
        }
        process.descendants()
                .filter(each -> each.children().findAny().isEmpty())
                .forEach(ProcessHandle::destroy);
        if (!process.waitFor(ENDING.toMillis(), TimeUnit.MILLISECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            process.waitFor(ENDING.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
