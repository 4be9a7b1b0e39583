package dev.assay.scanners.detonation.observed;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.text.KnownPlaces;
import dev.assay.scanners.text.PathClass;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Makes facts of what processes did on the machine: programs, files, listeners. */
public final class Machine {

    /**
     * Where things are in the cell.
     *
     * @param program what the server itself is started with; it and all before it is not its doing
     * @param ignored folders and files that its runtime opens or writes whatever it runs
     */
    public record Places(List<String> program, String home, String code, List<String> ignored) {}

    /** Whatever its files are called, nobody keeps a secret in what was just installed. */
    private static final String INSTALLED = KnownPlaces.PACKAGE + "/node_modules/";

    /** What is written there is run or believed later, so that trying it is enough. */
    private static final Set<PathClass> IS_TRUSTED =
            EnumSet.of(PathClass.SECRETS, PathClass.AGENT_CONFIG, PathClass.STARTUP);

    private final Places places;
    private final FactList facts;
    private final TreeSet<String> forbidden = new TreeSet<>();
    private boolean running;

    public Machine(String purl, Places places) {
        this.places = places;
        this.facts = new FactList(purl);
    }

    public List<Fact> facts(List<Touched> touched) {
        for (var each : touched) {
            switch (each) {
                case Touched.Started(var command) -> started(command);
                case Touched.File file -> file(file);
                case Touched.Listening(var address) -> {
                    if (running) {
                        facts.add(
                                FindingKind.LISTENER,
                                "listen " + address,
                                "",
                                address,
                                new LinkedHashMap<>());
                    }
                }
                case Touched.Forbidden(var call) -> {
                    if (running) {
                        forbidden.add(call);
                        facts.add(
                                FindingKind.FORBIDDEN_CALL,
                                call,
                                "",
                                call + " was refused",
                                new LinkedHashMap<>());
                    }
                }
            }
        }
        return facts.facts();
    }

    /** System calls that it tried and that the cell forbids. */
    public List<String> forbidden() {
        return List.copyOf(forbidden);
    }

    private void started(List<String> command) {
        if (!running) {
            // The sandbox's own programs come first.
            running = ends(command, places.program());
            return;
        }
        var program = command.getFirst().substring(command.getFirst().lastIndexOf('/') + 1);
        var detail = new LinkedHashMap<String, Object>();
        detail.put("command", program);
        detail.put("args", command.subList(1, command.size()));
        facts.add(FindingKind.PROCESS_SPAWN, program, "", String.join(" ", command), detail);
    }

    private static boolean ends(List<String> command, List<String> program) {
        var arguments = program.size() - 1;
        return command.size() >= program.size()
                && command.getFirst().endsWith(program.getFirst())
                && command.subList(command.size() - arguments, command.size())
                        .equals(program.subList(1, program.size()));
    }

    private void file(Touched.File file) {
        if (!running || places.ignored().stream().anyMatch(file.path()::startsWith)) {
            return;
        }
        var path = normal(file.path());
        var kind = PathClass.of(path);
        var reads = file.operation().equals("read");
        if (path.startsWith("/dev/")
                || path.startsWith("/proc/self/")
                || reads && path.startsWith(INSTALLED)
                || reads && kind != PathClass.SECRETS && kind != PathClass.AGENT_CONFIG
                || !reads && !file.found() && !IS_TRUSTED.contains(kind)) {
            return;
        }
        var detail = new LinkedHashMap<String, Object>();
        detail.put("operation", file.operation());
        detail.put("class", kind.label());
        detail.put("path", path);
        facts.add(
                FindingKind.FS_ACCESS,
                file.operation() + " " + kind.label() + " " + path,
                "",
                file.operation()
                        + " "
                        + path
                        + (file.found() ? "" : reads ? " (not there)" : " (it did not work)"),
                detail);
    }

    private String normal(String path) {
        if (!path.startsWith("/")) {
            // Servers are started in the folder of their code.
            return KnownPlaces.PACKAGE + "/" + path;
        }
        if (path.startsWith(places.home())) {
            return KnownPlaces.HOME + path.substring(places.home().length());
        }
        if (path.startsWith(places.code())) {
            return KnownPlaces.PACKAGE + path.substring(places.code().length());
        }
        return path.startsWith("/tmp/") ? KnownPlaces.TMP : path;
    }
}
