package dev.assay.scanners.detonation.entry;

import dev.assay.scanners.detonation.canary.Canaries;
import dev.assay.scanners.detonation.chamber.Cell;
import dev.assay.scanners.profile.Observed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
        var program = NodePackage.of(code).program();
        return program == null
                ? new Laid.Nothing("its package.json names no program to start that is there")
                : new Laid.Ready(new NodeEntry(program, hooks(packages, code), missing));
    }

    /** Those deepest in the tree first, as npm does. */
    private static List<Hook> hooks(List<Placed> packages, Path code) throws IOException {
        var deepestFirst =
                packages.stream()
                        .sorted(Comparator.comparingInt((Placed each) -> -each.path().length()))
                        .toList();
        var hooks = new ArrayList<Hook>();
        for (var placed : deepestFirst) {
            var folder = placed.path().isEmpty() ? InCell.CODE : InCell.CODE + "/" + placed.path();
            var manifest = NodePackage.of(code.resolve(placed.path()));
            for (var hook : manifest.hooks().entrySet()) {
                hooks.add(
                        new Hook(
                                placed.purl() + " " + hook.getKey() + ": " + hook.getValue(),
                                List.of("sh", "-c", hook.getValue()),
                                folder,
                                Map.of(
                                        "npm_lifecycle_event",
                                        hook.getKey(),
                                        "INIT_CWD",
                                        InCell.CODE,
                                        "npm_config_user_agent",
                                        AGENT)));
            }
        }
        return hooks;
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
