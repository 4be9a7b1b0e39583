package dev.assay.scanners.detonation;

import dev.assay.scanners.detonation.canary.Canaries;
import dev.assay.scanners.detonation.canary.CanarySearch;
import dev.assay.scanners.detonation.chamber.Cell;
import dev.assay.scanners.detonation.chamber.Chamber;
import dev.assay.scanners.detonation.driver.Protocol;
import dev.assay.scanners.detonation.driver.Transcript;
import dev.assay.scanners.detonation.driver.Visit;
import dev.assay.scanners.detonation.driver.Visited;
import dev.assay.scanners.detonation.entry.Entry;
import dev.assay.scanners.detonation.entry.InCell;
import dev.assay.scanners.detonation.observed.Machine;
import dev.assay.scanners.detonation.observed.Observer;
import dev.assay.scanners.detonation.observed.Touched;
import dev.assay.scanners.detonation.observed.TraceReader;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.Observed;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs programs of a release in cells, one at a time, and tells what each run showed. */
final class Trials {

    private static final String SYSTEM = "/usr/local/bin:/usr/bin:/bin";

    /** Variables by which programs of any kind learn whom to trust. */
    private static final List<String> TRUST =
            List.of(
                    "SSL_CERT_FILE",
                    "REQUESTS_CA_BUNDLE",
                    "CURL_CA_BUNDLE",
                    "GIT_SSL_CAINFO",
                    "DENO_CERT");

    private static final Path TRACER = Path.of("/usr/bin/strace");
    private static final Duration ENDING = Duration.ofMillis(1_500);
    private static final Duration HOOK = Duration.ofSeconds(60);
    private static final int MOST_TRACE_LINES = 200_000;

    private final RunOrder order;
    private final Entry entry;
    private final Path code;
    private final Path authority;
    private final Ledger ledger;
    private final HostsAnswers answers;
    private final List<Observed.Missing> failed = new ArrayList<>();
    private int count;

    /**
     * @param entry what is run
     * @param code the installed closure
     * @param authority the certificate that the sinkhole's are signed with
     */
    Trials(
            RunOrder order,
            Entry entry,
            Path code,
            Path authority,
            Ledger ledger,
            HostsAnswers answers) {
        this.order = order;
        this.entry = entry;
        this.code = code;
        this.authority = authority;
        this.ledger = ledger;
        this.answers = answers;
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
        var desk = desk(canaries, surroundings.watched());
        var program = new ArrayList<>(entry.program(canaries));
        program.addAll(order.arguments());
        var transcript = new Transcript();
        var environment = environment(surroundings, canaries, wanted);
        var visit =
                new Visit(
                        protocol,
                        canaries,
                        InCell.HOME + "/" + BaitHome.BAIT,
                        transcript,
                        this::stage,
                        pace.budget(),
                        pace.mostCalls());
        Visited visited;
        ledger.take();
        if (surroundings.hostsFail()) {
            answers.badly(canaries);
        } else {
            answers.well(canaries);
        }
        var process =
                Cell.start(
                        traced(desk, surroundings.thorough()),
                        program,
                        environment,
                        mounts(desk, false),
                        InCell.CODE,
                        host(surroundings, canaries));
        try {
            visited = visit.visit(process);
        } finally {
            end(process);
        }
        return told(surroundings.kind(), program, canaries, desk, visited, transcript);
    }

    /** The name of a workstation is its own; a build machine is called like others. */
    private static String host(Surroundings surroundings, Canaries canaries) {
        return surroundings.host().isEmpty()
                ? canaries.at("machine:host name").value()
                : surroundings.host();
    }

    private void stage(String stage) {
        ledger.stage(stage);
        answers.stage(stage);
    }

    /** Runs what is run when it is installed. */
    Trial install() throws IOException, InterruptedException {
        var canaries = new Canaries(order.seed() + ":" + count);
        var desk = desk(canaries, false);
        var transcript = new Transcript();
        var environment = environment(Surroundings.usual(), canaries, Set.of());
        ledger.take();
        answers.well(canaries);
        for (var hook : entry.hooks()) {
            ledger.stage("install");
            var all = new TreeMap<>(environment);
            all.putAll(hook.environment());
            transcript.add("client", hook.label());
            var exit =
                    run(traced(desk, true), hook.command(), all, desk, hook.folder(), transcript);
            if (exit != 0) {
                failed.add(new Observed.Missing(hook.label(), ended(exit, transcript)));
            }
        }
        return told("install", List.of("sh"), canaries, desk, null, transcript);
    }

    private static String ended(int exit, Transcript transcript) {
        var lines = transcript.lines();
        var last = lines.isEmpty() ? "" : lines.getLast().text();
        return (exit < 0 ? "it did not end in time" : "it ended with " + exit)
                + (last.isBlank()
                        ? ""
                        : ": " + (last.length() > 200 ? last.substring(0, 200) : last));
    }

    /** Hooks that did not end well, so that what they make may be missing. */
    List<Observed.Missing> failed() {
        return List.copyOf(failed);
    }

    /** Does what comes before everything else, with programs of ours alone. */
    void prepare() throws IOException, InterruptedException {
        if (entry.preparation().isEmpty()) {
            return;
        }
        var desk = desk(new Canaries(order.seed() + ":preparation"), false);
        run(
                List.of(),
                entry.preparation(),
                Map.of("PATH", SYSTEM),
                desk,
                InCell.KIT,
                new Transcript());
        entry.prepared(desk.kit());
    }

    /**
     * Runs a program that may change what is installed.
     *
     * @return its exit code, or -1 where it did not end in time
     */
    private int run(
            List<String> tracer,
            List<String> command,
            Map<String, String> environment,
            Desk desk,
            String folder,
            Transcript transcript)
            throws IOException, InterruptedException {
        var process =
                Cell.start(tracer, command, environment, mounts(desk, true), folder, "workstation");
        try {
            process.getOutputStream().close();
            transcript.hear(process, HOOK);
            return process.isAlive() ? -1 : process.exitValue();
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
        var observer = new Observer(order.purl(), canaries, asked());
        observer.said("its client", said(transcript, "server"));
        observer.said("its log", said(transcript, "errors"));
        var facts = new ArrayList<>(observer.facts(noted));
        var machine =
                new Machine(
                        order.purl(),
                        new Machine.Places(program, InCell.HOME, InCell.CODE, ignored()));
        facts.addAll(machine.facts(touched));
        if (visited != null) {
            facts.addAll(offered(visited, canaries));
        }
        return new Trial(
                kind,
                visited,
                facts,
                machine.forbidden(),
                entry.executed(desk.coverage()),
                noted,
                touched,
                transcript);
    }

    private List<String> ignored() {
        return Stream.concat(Stream.of(InCell.KIT + "/"), entry.opened().stream()).toList();
    }

    private Set<String> asked() {
        return Stream.concat(order.asked().stream(), entry.asked().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String said(Transcript transcript, String by) {
        return transcript.lines().stream()
                .filter(line -> line.from().equals(by))
                .map(Transcript.Line::text)
                .collect(Collectors.joining("\n"));
    }

    /** What it lists, with names in the place of canaries, which are others in each run. */
    private List<Fact> offered(Visited visited, Canaries canaries) {
        var text = new CanarySearch(canaries.planted()).named(visited.offered().toString());
        JsonNode offered = JsonMapper.shared().readTree(text);
        return OfferedFacts.of(offered, order.purl(), Observer.PLACE, Via.OBSERVED);
    }

    private Desk desk(Canaries canaries, boolean watched) throws IOException {
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
        entry.equip(kit, watched);
        return desk;
    }

    private List<Cell.Mount> mounts(Desk desk, boolean writable) {
        var mounts = new ArrayList<>(entry.mounts());
        mounts.add(new Cell.Mount(code, InCell.CODE, writable));
        mounts.add(new Cell.Mount(desk.home(), InCell.HOME, true));
        mounts.add(new Cell.Mount(desk.kit(), InCell.KIT, true));
        return mounts;
    }

    /** Whether system calls can be written down here. */
    static boolean canTrace() {
        return Files.isExecutable(TRACER);
    }

    /**
     * @param thorough a call that a filter refuses is not seen by another filter (seccomp(2), under
     *     SECCOMP_RET_TRACE), so that strace has to stop at every call
     */
    private static List<String> traced(Desk desk, boolean thorough) {
        if (!canTrace()) {
            return List.of();
        }
        var command = new ArrayList<>(List.of(TRACER.toString(), "-f"));
        if (!thorough) {
            command.add("--seccomp-bpf");
        }
        command.addAll(
                List.of(
                        "-qq",
                        "-s",
                        "300",
                        "-e",
                        "trace=" + TraceReader.CALLS,
                        "-e",
                        "signal=none",
                        "-A",
                        "-o",
                        desk.trace().toString()));
        return command;
    }

    private Map<String, String> environment(
            Surroundings surroundings, Canaries canaries, Set<String> wanted) {
        var environment = new TreeMap<>(Placeholders.of(order.asked(), wanted, canaries));
        environment.put(
                "PATH",
                Stream.concat(entry.path().stream(), Stream.of(SYSTEM))
                        .collect(Collectors.joining(":")));
        environment.put("HOME", InCell.HOME);
        environment.put("USER", "u");
        environment.put("LOGNAME", "u");
        for (var name : TRUST) {
            environment.put(name, InCell.AUTHORITY);
        }
        environment.putAll(entry.environment(canaries));
        environment.putAll(surroundings.environment());
        if (surroundings.watched()) {
            environment.putAll(entry.watching());
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
