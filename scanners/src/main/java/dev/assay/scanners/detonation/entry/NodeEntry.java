package dev.assay.scanners.detonation.entry;

import dev.assay.scanners.detonation.canary.Canaries;
import dev.assay.scanners.detonation.chamber.Cell;
import dev.assay.scanners.profile.Observed;

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

/** A package of npm, started as {@code npx} would. */
final class NodeEntry implements Entry {

    private static final String AGENT = "npm/10.8.2 node/v20.20.2 linux x64";

    /** Ends in good order when it is asked to, so that the runtime writes what ran. */
    private static final String LEAVING = "process.on('SIGTERM', () => process.exit(0));\n";

    private final String program;
    private final List<Hook> hooks;
    private final List<Observed.Missing> missing;

    private NodeEntry(String program, List<Hook> hooks, List<Observed.Missing> missing) {
        this.program = program;
        this.hooks = List.copyOf(hooks);
        this.missing = List.copyOf(missing);
    }

    /** Lays the packages out as npm does. */
    static Laid lay(List<Placed> packages, Path archives, Path code) throws IOException {
        var missing = new InstalledFiles(archives).lay(packages, code);
        ProgramLinks.make(packages, code);
        var program = NodePackage.of(code).program();
        return program == null
                ? new Laid.Nothing("its package.json names no program to start that is there")
                : new Laid.Ready(new NodeEntry(program, hooks(packages, code, missing), missing));
    }

    /** Those deepest in the tree first, as npm does. */
    private static List<Hook> hooks(
            List<Placed> packages, Path code, List<Observed.Missing> missing) throws IOException {
        var build = new NativeBuild(Path.of("/"));
        var deepestFirst =
                packages.stream()
                        .sorted(Comparator.comparingInt((Placed each) -> -each.path().length()))
                        .toList();
        var hooks = new ArrayList<Hook>();
        for (var placed : deepestFirst) {
            var folder = placed.path().isEmpty() ? InCell.CODE : InCell.CODE + "/" + placed.path();
            var manifest = NodePackage.of(code.resolve(placed.path()));
            var commands = new LinkedHashMap<>(manifest.hooks());
            if (manifest.isBuilt()) {
                var lacking = build.lacking();
                if (lacking.isEmpty()) {
                    commands.putFirst("install", build.command());
                } else {
                    missing.add(
                            new Observed.Missing(
                                    "the native build of " + placed.purl(),
                                    "this host lacks " + String.join(", ", lacking)));
                }
            }
            commands.forEach(
                    (name, command) -> hooks.add(hook(placed, name, command, folder, build)));
        }
        return hooks;
    }

    private static Hook hook(
            Placed placed, String name, String command, String folder, NativeBuild build) {
        var environment = new TreeMap<>(build.environment());
        environment.put("npm_lifecycle_event", name);
        environment.put("INIT_CWD", InCell.CODE);
        environment.put("npm_config_user_agent", AGENT);
        environment.put("PATH", programs(placed, build) + ":/usr/local/bin:/usr/bin:/bin");
        return new Hook(
                placed.purl() + " " + name + ": " + command,
                List.of("sh", "-c", command),
                folder,
                environment);
    }

    /** Programs of its own dependencies first, then of what is installed above it. */
    private static String programs(Placed placed, NativeBuild build) {
        var folders = new ArrayList<String>();
        var at = placed.path();
        while (!at.isEmpty()) {
            folders.add(InCell.CODE + "/" + at + "/" + ProgramLinks.FOLDER);
            var above = at.lastIndexOf("/node_modules/");
            at = above < 0 ? "" : at.substring(0, above);
        }
        folders.add(InCell.CODE + "/" + ProgramLinks.FOLDER);
        folders.addAll(build.path());
        return String.join(":", folders);
    }

    @Override
    public List<String> program(Canaries canaries) {
        return List.of("node", InCell.CODE + "/" + program);
    }

    @Override
    public Map<String, String> environment(Canaries canaries) {
        return trust();
    }

    static Map<String, String> trust() {
        return Map.of("NODE_EXTRA_CA_CERTS", InCell.AUTHORITY);
    }

    @Override
    public Set<String> asked() {
        return Set.of();
    }

    @Override
    public List<String> opened() {
        return List.of();
    }

    @Override
    public List<String> path() {
        return List.of(InCell.CODE + "/node_modules/.bin");
    }

    @Override
    public List<Cell.Mount> mounts() {
        return List.of();
    }

    @Override
    public List<Hook> hooks() {
        return hooks;
    }

    @Override
    public List<String> preparation() {
        return List.of();
    }

    @Override
    public void prepared(Path kit) {}

    @Override
    public void equip(Path kit, boolean watched) throws IOException {
        leaving(kit);
    }

    static void leaving(Path kit) throws IOException {
        Files.writeString(kit.resolve("leaving.cjs"), LEAVING);
    }

    @Override
    public Map<String, String> watching() {
        return coverage();
    }

    static Map<String, String> coverage() {
        return Map.of(
                "NODE_V8_COVERAGE",
                InCell.COVERAGE,
                "NODE_OPTIONS",
                "--require " + InCell.KIT + "/leaving.cjs");
    }

    @Override
    public Map<String, List<Observed.Span>> executed(Path coverage) throws IOException {
        return V8Coverage.read(coverage, InCell.CODE + "/");
    }

    @Override
    public List<Observed.Missing> missing() {
        return missing;
    }
}
