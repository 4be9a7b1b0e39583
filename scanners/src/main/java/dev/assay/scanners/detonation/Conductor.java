package dev.assay.scanners.detonation;

import dev.assay.scanners.detonation.chamber.Chamber;
import dev.assay.scanners.detonation.driver.Protocol;
import dev.assay.scanners.detonation.entry.Entry;
import dev.assay.scanners.detonation.entry.Laid;
import dev.assay.scanners.detonation.entry.Layout;
import dev.assay.scanners.detonation.observed.Steady;
import dev.assay.scanners.detonation.sinkhole.Sinkhole;
import dev.assay.scanners.detonation.sinkhole.SinkholeSettings;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.Observed;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The process inside of the chamber: it lays out the closure, opens the sinkhole, runs the install
 * hooks and then the server, several times, and writes down what it saw. An order comes on standard
 * input, an {@link Answer} leaves on standard output; progress goes to standard error, a line each.
 */
public final class Conductor {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Comparator<Observed.Span> SPANS =
            Comparator.comparingInt(Observed.Span::start).thenComparingInt(Observed.Span::end);

    /** Runs of which only what no other run did is told. */
    private static final Set<String> OTHERWISE = Set.of("varied", "errors");

    private static final int MOST_STARTS = 3;
    private static final Pattern VARIABLE = Pattern.compile("\\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\\b");

    private final RunOrder order;
    private final Entry entry;
    private final Trials trials;
    private final List<Observed.Missing> missing = new ArrayList<>();
    private final List<Trial> all = new ArrayList<>();

    private Conductor(RunOrder order, Entry entry, Trials trials) {
        this.order = order;
        this.entry = entry;
        this.trials = trials;
    }

    /**
     * What came of an order.
     *
     * @param observed null where it cannot be run on this host
     * @param evidence what each run left behind, in order
     * @param unfit why it cannot be run on this host; null where it can
     */
    record Answer(
            @Nullable Observed observed, List<Trial.Evidence> evidence, @Nullable String unfit) {}

    /**
     * @param arguments the folder of archives
     */
    public static void main(String[] arguments) throws Exception {
        var answers = System.out;
        System.setOut(System.err);
        var order = JSON.readValue(System.in.readAllBytes(), RunOrder.class);
        var code = Files.createDirectories(Chamber.SCRATCH.resolve("app"));
        var ledger = new Ledger();
        var hosts = new HostsAnswers();
        var settings =
                SinkholeSettings.inChamber(
                                Files.createDirectories(Chamber.WORK.resolve("sinkhole")))
                        .withBait(hosts::bait)
                        .withVariant(hosts::variant)
                        .withRecorded(order.answers());
        try (var sinkhole = Sinkhole.open(settings, ledger::add)) {
            JSON.writeValue(
                    answers,
                    answer(
                            order,
                            Path.of(arguments[0]),
                            code,
                            sinkhole.authority(),
                            ledger,
                            hosts));
        }
        answers.flush();
        System.exit(0);
    }

    private static Answer answer(
            RunOrder order,
            Path archives,
            Path code,
            Path authority,
            Ledger ledger,
            HostsAnswers hosts)
            throws IOException, InterruptedException {
        progress("laying it out");
        return switch (Layout.lay(order.purl(), order.packages(), archives, code)) {
            case Laid.Ready(var entry) ->
                    new Conductor(
                                    order,
                                    entry,
                                    new Trials(order, entry, code, authority, ledger, hosts))
                            .conduct();
            case Laid.Nothing(var problem) ->
                    new Answer(Observed.notStarted(order.purl(), problem), List.of(), null);
            case Laid.Unfit(var reason) -> new Answer(null, List.of(), reason);
        };
    }

    private Answer conduct() throws IOException, InterruptedException {
        if (!Trials.canTrace()) {
            missing.add(
                    new Observed.Missing(
                            "programs, files and listeners", "there is no strace on this host"));
        }
        progress("installing");
        trials.prepare();
        missing.addAll(entry.missing());
        if (order.hooks() && !entry.hooks().isEmpty()) {
            all.add(trials.install());
            missing.addAll(trials.failed());
        }
        var wanted = new TreeSet<String>();
        progress("starting");
        var first = ready(wanted);
        all.add(first);
        if (!first.isReady()) {
            var visited = first.visited();
            return answer(
                    Observed.Outcome.NOT_READY,
                    visited == null ? "it was not driven" : visited.problem(),
                    List.of(first));
        }
        var same = new ArrayList<>(List.of(first));
        var pace = Trials.Pace.like(first, order);
        for (var i = 1; i < order.repeats(); i++) {
            progress("run " + (i + 1));
            same.add(trials.drive(Surroundings.closely(), Protocol.CURRENT, wanted, pace));
            all.add(same.getLast());
        }
        progress("in other surroundings");
        var other = Surroundings.varied();
        if (!other.hasOtherDate()) {
            missing.add(
                    new Observed.Missing(
                            "behaviour at another date", "there is no libfaketime on this host"));
        }
        all.add(trials.drive(other, Protocol.OTHER, wanted, pace));
        progress("where hosts answer with errors");
        all.add(trials.drive(Surroundings.errors(), Protocol.CURRENT, wanted, pace));
        return answer(Observed.Outcome.DRIVEN, null, same);
    }

    /** Servers say what they lack; what they name is given to them the next time. */
    private Trial ready(Set<String> wanted) throws IOException, InterruptedException {
        var trial =
                trials.drive(
                        Surroundings.usual(), Protocol.CURRENT, wanted, Trials.Pace.first(order));
        for (var i = 1; i < MOST_STARTS && !trial.isReady(); i++) {
            var before = wanted.size();
            for (var line : trial.transcript().lines()) {
                var names = VARIABLE.matcher(line.text());
                while (!line.from().equals("client") && names.find()) {
                    if (order.asked().contains(names.group())) {
                        wanted.add(names.group());
                    }
                }
            }
            if (wanted.size() == before) {
                break;
            }
            trial =
                    trials.drive(
                            Surroundings.usual(),
                            Protocol.CURRENT,
                            wanted,
                            Trials.Pace.first(order));
        }
        return trial;
    }

    private static void progress(String what) {
        System.err.println(what);
    }

    private Answer answer(Observed.Outcome outcome, @Nullable String problem, List<Trial> same) {
        var steady = Steady.of(same.stream().map(Conductor::withoutForbidden).toList());
        var install = all.stream().filter(each -> each.kind().equals("install")).toList();
        var facts = new ArrayList<>(steady.facts());
        install.forEach(each -> facts.addAll(Steady.only(withoutForbidden(each), facts)));
        all.forEach(each -> facts.addAll(Steady.only(forbidden(each), facts)));
        var everything = new ArrayList<>(facts);
        same.forEach(each -> everything.addAll(each.facts()));
        var gated = new ArrayList<Fact>();
        for (var each : all) {
            if (each.kind().equals("varied")) {
                gated.addAll(Steady.only(sent(each.facts()), everything));
            } else if (each.kind().equals("errors")) {
                Steady.only(sent(each.facts()), everything).stream()
                        .map(fact -> fact.with(Observed.WHEN, Observed.ERRORS))
                        .forEach(gated::add);
            }
        }
        var forbidden = new TreeSet<String>();
        all.forEach(each -> forbidden.addAll(each.forbidden()));
        var observed =
                new Observed(
                        Observed.SCHEMA,
                        Observed.ENGINE,
                        order.purl(),
                        outcome,
                        problem,
                        server(),
                        all.stream().map(Conductor::run).toList(),
                        facts,
                        gated,
                        steady.unsteady(),
                        List.copyOf(forbidden),
                        tools(),
                        executed(),
                        missing);
        return new Answer(observed, all.stream().map(Trial::evidence).toList(), null);
    }

    /** What is refused is seen in those runs alone in which every call is looked at. */
    private static List<Fact> forbidden(Trial trial) {
        return trial.facts().stream()
                .filter(fact -> fact.kind() == FindingKind.FORBIDDEN_CALL)
                .toList();
    }

    private static List<Fact> withoutForbidden(Trial trial) {
        return trial.facts().stream()
                .filter(fact -> fact.kind() != FindingKind.FORBIDDEN_CALL)
                .toList();
    }

    /** What it lists in another protocol may be said otherwise; what it sends may not. */
    private static List<Fact> sent(List<Fact> facts) {
        return facts.stream()
                .filter(
                        fact ->
                                switch (fact.kind()) {
                                    case OUTBOUND_DOMAIN,
                                            NETWORK_CALL,
                                            CONSTANT_RECIPIENT,
                                            SECRET_FLOW,
                                            CANARY_LEAK,
                                            PROCESS_SPAWN,
                                            FS_ACCESS,
                                            LISTENER ->
                                            true;
                                    default -> false;
                                })
                .filter(
                        fact ->
                                fact.kind() != FindingKind.FS_ACCESS
                                        || !fact.value().startsWith("read"))
                .toList();
    }

    private static Observed.Run run(Trial trial) {
        var visited = trial.visited();
        return new Observed.Run(
                trial.kind(),
                visited == null ? "" : visited.offered().path("protocolVersion").asString(""),
                visited == null || !visited.ready() ? 0 : visited.readyMillis(),
                trial.noted().size(),
                visited == null ? null : visited.problem(),
                visited == null ? null : visited.endpoint());
    }

    private Observed.Server server() {
        for (var trial : all) {
            var visited = trial.visited();
            if (visited != null && visited.ready()) {
                var server = visited.offered().path("server");
                return new Observed.Server(
                        server.path("name").asString(""),
                        server.path("version").asString(""),
                        visited.offered().path("protocolVersion").asString(""));
            }
        }
        return new Observed.Server("", "", "");
    }

    private List<Observed.Tool> tools() {
        var outcomes = new LinkedHashMap<String, List<String>>();
        var reached = new TreeSet<String>();
        for (var trial : all) {
            var visited = trial.visited();
            if (visited != null && !OTHERWISE.contains(trial.kind())) {
                visited.offered()
                        .path("tools")
                        .values()
                        .forEach(
                                tool ->
                                        outcomes.putIfAbsent(
                                                tool.path("name").asString(""), new ArrayList<>()));
                for (var call : visited.calls()) {
                    outcomes.computeIfAbsent(call.tool(), key -> new ArrayList<>())
                            .add(call.outcome());
                    if (call.reached()) {
                        reached.add(call.tool());
                    }
                }
            }
        }
        return outcomes.entrySet().stream()
                .map(
                        entry ->
                                new Observed.Tool(
                                        entry.getKey(),
                                        reached.contains(entry.getKey()),
                                        entry.getValue()))
                .toList();
    }

    private Map<String, List<Observed.Span>> executed() {
        var executed = new TreeMap<String, TreeSet<Observed.Span>>();
        for (var trial : all) {
            trial.executed()
                    .forEach(
                            (file, spans) ->
                                    executed.computeIfAbsent(file, key -> new TreeSet<>(SPANS))
                                            .addAll(spans));
        }
        var lists = new TreeMap<String, List<Observed.Span>>();
        executed.forEach((file, spans) -> lists.put(file, List.copyOf(spans)));
        return lists;
    }
}
