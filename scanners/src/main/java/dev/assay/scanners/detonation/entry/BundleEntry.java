package dev.assay.scanners.detonation.entry;

import dev.assay.scanners.artifact.ArchiveLimits;
import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.artifact.ReadOutcome;
import dev.assay.scanners.artifact.mcpb.BundleReader;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.detonation.canary.Canaries;
import dev.assay.scanners.detonation.chamber.Cell;
import dev.assay.scanners.detonation.chamber.Chamber;
import dev.assay.scanners.profile.Observed;
import dev.assay.scanners.text.HostileJson;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An MCP bundle, started as its manifest says and as a client on Linux would: with Node.js, with a
 * Python of the host, or as a program of its own.
 */
final class BundleEntry implements Entry {

    private static final String ENVIRONMENT = "/venv";

    private final BundleStart start;
    private final @Nullable Venv venv;

    private BundleEntry(BundleStart start, @Nullable Venv venv) {
        this.start = start;
        this.venv = venv;
    }

    static Laid lay(List<Placed> packages, Path archives, Path code)
            throws IOException, InterruptedException {
        var placed = packages.getFirst();
        var reader = new BundleReader(ArchiveLimits.DEFAULT, Clock.systemUTC());
        var outcome = reader.read(archives.resolve(placed.file()), Purl.parse(placed.purl()));
        return switch (outcome) {
            case ReadOutcome.Rejected(var reason) ->
                    new Laid.Nothing("the bundle cannot be read: " + reason);
            case ReadOutcome.Read(var tree) -> lay(tree, code);
        };
    }

    private static Laid lay(PackageTree tree, Path code) throws IOException, InterruptedException {
        var start = BundleStart.of(tree);
        if (start == null) {
            return new Laid.Nothing("its manifest.json names no command that a client could start");
        }
        if (start.unfit() instanceof String reason) {
            return new Laid.Unfit(reason);
        }
        for (var file : tree.files().entrySet()) {
            InstalledFiles.write(code, file.getKey(), file.getValue());
        }
        if (start.program(new Canaries("a look")).isEmpty()) {
            return new Laid.Nothing("its manifest.json names no command that a client could start");
        }
        if (!start.isPython()) {
            return new Laid.Ready(new BundleEntry(start, null));
        }
        var hosts = PythonHost.all();
        var host = hosts.stream().filter(each -> each.fits(start.python())).findFirst();
        if (host.isEmpty()) {
            return new Laid.Unfit(
                    "cannot be run: it is for Python "
                            + (start.python().isEmpty() ? "3" : HostileJson.shown(start.python()))
                            + ", and this host has "
                            + (hosts.isEmpty() ? "none" : hosts.getFirst().version())
                            + " in "
                            + PythonHost.FOLDERS.getFirst());
        }
        var venv =
                new Venv(
                        host.get(),
                        Files.createDirectories(Chamber.SCRATCH.resolve("venv")),
                        ENVIRONMENT);
        venv.make();
        venv.watch(InCell.CODE + "/", tree.files().keySet());
        return new Laid.Ready(new BundleEntry(start, venv));
    }

    @Override
    public List<String> program(Canaries canaries) {
        return start.program(canaries);
    }

    @Override
    public Map<String, String> environment(Canaries canaries) {
        var environment = new TreeMap<>(start.environment(canaries));
        environment.putAll(NodeEntry.trust());
        environment.putAll(PythonEntry.trust());
        return environment;
    }

    @Override
    public Set<String> asked() {
        return start.asked();
    }

    @Override
    public List<String> opened() {
        return List.of();
    }

    @Override
    public List<String> path() {
        return venv == null ? List.of() : List.of(venv.bin());
    }

    @Override
    public List<Cell.Mount> mounts() {
        return venv == null
                ? List.of()
                : List.of(new Cell.Mount(venv.folder(), ENVIRONMENT, false));
    }

    /** A client unpacks a bundle and runs nothing of it. */
    @Override
    public List<Hook> hooks() {
        return List.of();
    }

    @Override
    public List<String> preparation() {
        return venv == null ? List.of() : venv.preparation(InCell.CODE);
    }

    @Override
    public void prepared(Path kit) throws IOException {
        if (venv != null) {
            venv.prepared(kit);
        }
    }

    @Override
    public void equip(Path kit, boolean watched) throws IOException {
        if (venv != null) {
            venv.equip(kit, watched);
        }
        NodeEntry.leaving(kit);
    }

    @Override
    public Map<String, String> watching() {
        return venv == null ? NodeEntry.coverage() : PythonEntry.sameOrder();
    }

    @Override
    public Map<String, List<Observed.Span>> executed(Path coverage) throws IOException {
        return venv == null
                ? V8Coverage.read(coverage, InCell.CODE + "/")
                : venv.executed(coverage);
    }

    @Override
    public List<Observed.Missing> missing() {
        var missing = new ArrayList<Observed.Missing>();
        if (start.isBinary()) {
            missing.add(
                    new Observed.Missing(
                            "which functions ran", "it is machine code without its source"));
        }
        return missing;
    }
}
