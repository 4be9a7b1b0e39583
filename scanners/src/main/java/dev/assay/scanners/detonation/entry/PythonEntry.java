package dev.assay.scanners.detonation.entry;

import dev.assay.scanners.artifact.ReadOutcome;
import dev.assay.scanners.artifact.pypi.DistributionFile;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.detonation.canary.Canaries;
import dev.assay.scanners.detonation.chamber.Cell;
import dev.assay.scanners.profile.Observed;
import dev.assay.scanners.text.HostileJson;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A package of Python, installed as pip does and started as {@code uvx} would. */
final class PythonEntry implements Entry {

    /** What libraries ask besides {@code SSL_CERT_FILE}. */
    private static final List<String> TRUST =
            List.of(
                    "PIP_CERT",
                    "AWS_CA_BUNDLE",
                    "HTTPLIB2_CA_CERTS",
                    "GRPC_DEFAULT_SSL_ROOTS_FILE_PATH",
                    "WEBSOCKET_CLIENT_CA_BUNDLE");

    private final Venv venv;
    private final List<String> program;
    private final List<Observed.Missing> missing;

    private PythonEntry(Venv venv, List<String> program, List<Observed.Missing> missing) {
        this.venv = venv;
        this.program = program;
        this.missing = missing;
    }

    /** Unpacks the wheels into an environment of the Python of this host that fits. */
    static Laid lay(Purl release, List<Placed> packages, Path archives, Path code)
            throws IOException, InterruptedException {
        for (var each : packages) {
            if (isSource(each)) {
                return new Laid.Unfit(
                        "cannot be run: "
                                + each.name()
                                + " is a source archive that has to be built first, and Assay builds"
                                + " nothing. A release whose whole closure is there as wheels can be"
                                + " run");
            }
        }
        var hosts = PythonHost.all();
        var host = fitting(packages, hosts);
        if (host == null) {
            return new Laid.Unfit(why(packages, hosts));
        }
        var missing = new ArrayList<Observed.Missing>();
        var target = packages.getFirst().target();
        if (!target.isEmpty() && !host.isOf(target)) {
            missing.add(
                    new Observed.Missing(
                            "the Python that the closure was resolved for",
                            "it is " + target + ", and this host has " + host.version()));
        }
        var venv = new Venv(host, code, InCell.CODE);
        venv.make();
        var installed = new Wheels(code, venv);
        var archive = new InstalledFiles(archives);
        for (var each : packages) {
            switch (archive.read(each)) {
                case ReadOutcome.Read(var tree) -> {
                    installed.install(tree);
                    if (each.path().isEmpty()) {
                        installed.own(tree);
                    }
                }
                case ReadOutcome.Rejected(var reason) ->
                        missing.add(new Observed.Missing(each.purl(), reason));
            }
        }
        var program = installed.program(release.name());
        return program.isEmpty()
                ? new Laid.Nothing(
                        "it has no command to start: no entry of console_scripts, and no package"
                                + " that runs with python -m")
                : new Laid.Ready(new PythonEntry(venv, program, missing));
    }

    private static boolean isSource(Placed placed) {
        return file(placed) instanceof DistributionFile file && !file.isWheel();
    }

    private static @Nullable DistributionFile file(Placed placed) {
        return DistributionFile.of(Purl.parse(placed.purl()).name(), placed.name()).orElse(null);
    }

    /** That for which the closure was resolved, or else one that all of its files run on. */
    private static @Nullable PythonHost fitting(List<Placed> packages, List<PythonHost> hosts) {
        PythonHost found = null;
        for (var host : hosts) {
            if (misfit(packages, host) == null
                    && (found == null || host.isOf(packages.getFirst().target()))) {
                found = host;
            }
        }
        return found;
    }

    /** What a Python does not run; null where it runs all. */
    private static @Nullable String misfit(List<Placed> packages, PythonHost host) {
        for (var each : packages) {
            if (!host.fits(each.runtime())) {
                return each.purl() + " is for Python " + HostileJson.shown(each.runtime());
            }
            if (file(each) instanceof DistributionFile file && !host.runs(file)) {
                return "the file " + each.name() + " is for another one";
            }
        }
        return null;
    }

    private static String why(List<Placed> packages, List<PythonHost> hosts) {
        var target = packages.getFirst().target();
        var wanted = target.matches("cp3\\d+-.*") ? "3." + target.replaceAll("^cp3|-.*$", "") : "3";
        if (hosts.isEmpty()) {
            return "cannot be run: there is no Python 3 in "
                    + PythonHost.FOLDERS.getFirst()
                    + " or "
                    + PythonHost.FOLDERS.getLast()
                    + " of this host. Install Python "
                    + wanted
                    + " there";
        }
        var newest = hosts.getFirst();
        return "cannot be run with Python "
                + newest.version()
                + ", the one of this host: "
                + misfit(packages, newest)
                + ". Install Python "
                + wanted
                + " in "
                + PythonHost.FOLDERS.getFirst()
                + ", or have closures resolved for this one with assay.upstream.pypi.python="
                + newest.version();
    }

    @Override
    public List<String> program(Canaries canaries) {
        return program;
    }

    @Override
    public Map<String, String> environment(Canaries canaries) {
        return trust();
    }

    static Map<String, String> trust() {
        var trust = new TreeMap<String, String>();
        TRUST.forEach(each -> trust.put(each, InCell.AUTHORITY));
        return trust;
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
        return List.of(venv.bin());
    }

    @Override
    public List<Cell.Mount> mounts() {
        return List.of();
    }

    /** Unpacking wheels runs nothing; what their {@code .pth} files say is run at each start. */
    @Override
    public List<Hook> hooks() {
        return List.of();
    }

    @Override
    public List<String> preparation() {
        return venv.preparation(venv.packagesInCell());
    }

    @Override
    public void prepared(Path kit) throws IOException {
        venv.prepared(kit);
    }

    @Override
    public void equip(Path kit, boolean watched) throws IOException {
        venv.equip(kit, watched);
    }

    @Override
    public Map<String, String> watching() {
        return sameOrder();
    }

    /** Sets have the same order in runs that are to be equal. */
    static Map<String, String> sameOrder() {
        return Map.of("PYTHONHASHSEED", "0");
    }

    @Override
    public Map<String, List<Observed.Span>> executed(Path coverage) throws IOException {
        return venv.executed(coverage);
    }

    @Override
    public List<Observed.Missing> missing() {
        var all = new ArrayList<>(missing);
        if (!venv.hasFunctions()) {
            all.add(
                    new Observed.Missing(
                            "which functions ran", "its files could not be read by this Python"));
        }
        return all;
    }
}
