package dev.assay.web.bench;

import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.delta.Delta;
import dev.assay.scanners.delta.DeltaEngine;
import dev.assay.scanners.delta.Deltas;
import dev.assay.scanners.delta.ObservedDelta;
import dev.assay.scanners.detonation.Detonation;
import dev.assay.scanners.detonation.DetonationOutcome;
import dev.assay.scanners.detonation.chamber.Chamber;
import dev.assay.scanners.profile.Observed;
import dev.assay.scanners.profile.Profile;
import dev.assay.scanners.report.ReportFormat;
import dev.assay.scanners.worker.ScanOutcome;
import dev.assay.scanners.worker.ScanWorker;
import dev.assay.scanners.worker.WorkerCommand;
import dev.assay.scanners.worker.WorkerSettings;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads and runs unpacked servers, with what they are installed with, as vetting does. */
final class Vetting implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    /** Nobody promised the bytes of a made-up release; a run does not ask. */
    private static final Integrity ANY = Integrity.ofSha512(new byte[64]);

    private final Path archives;
    private final JsonNode installed;
    private final ScanWorker worker;
    private final Detonation detonation = new Detonation(Chamber.ofHost());
    private final Map<Path, Profile> profiles = new HashMap<>();
    private final Map<Path, Observed> observed = new HashMap<>();

    /**
     * @param folder has closures.json
     */
    Vetting(Path folder) throws IOException, InterruptedException {
        this.archives = Files.createDirectories(folder.resolve("archives"));
        this.installed = JSON.readTree(Files.readAllBytes(folder.resolve("closures.json")));
        var settings = WorkerSettings.DEFAULT;
        this.worker = new ScanWorker(WorkerCommand.ofCurrentClassPath(settings), settings);
    }

    /**
     * What two versions differ in.
     *
     * @param read found by reading alone
     * @param seen found by running alone
     * @param both joined, as a release's report is
     * @param ran the newer one
     */
    record Difference(List<Found> read, List<Found> seen, List<Found> both, Observed ran) {}

    /** Compares a change with what it was made of, which is read and run once. */
    Difference difference(Mutant mutant) throws IOException, InterruptedException {
        var before = original(mutant);
        var now = run(mutant.host(), mutant.form(), mutant.after());
        var delta = new DeltaEngine().compare(profile(mutant.before()), profile(mutant.after()));
        profiles.remove(mutant.after());
        var nothing = Deltas.of(delta.from(), delta.to(), delta.coverage(), List.of());
        return new Difference(
                found(delta),
                found(ObservedDelta.joined(nothing, before, now)),
                found(ObservedDelta.joined(delta, before, now)),
                now);
    }

    /** What the server was seen to do before it was changed. */
    Observed original(Mutant mutant) throws IOException, InterruptedException {
        var known = observed.get(mutant.before());
        if (known == null) {
            known = run(mutant.host(), mutant.form(), mutant.before());
            observed.put(mutant.before(), known);
        }
        return known;
    }

    private static List<Found> found(Delta delta) {
        return Found.of(JSON.readTree(ReportFormat.JSON.render(delta, false)));
    }

    private Profile profile(Path folder) throws IOException, InterruptedException {
        var known = profiles.get(folder);
        if (known != null) {
            return known;
        }
        return switch (worker.scan(folder, null)) {
            case ScanOutcome.Scanned(var profile) -> {
                profiles.put(folder, profile);
                yield profile;
            }
            case ScanOutcome.NotScanned(_, var message) -> throw new IOException(message);
        };
    }

    /** Runs an unpacked server as if it had been released so. */
    Observed run(String host, String form, Path folder) throws IOException, InterruptedException {
        var manifest = JSON.readTree(Files.readAllBytes(folder.resolve("package.json")));
        var release =
                Purl.npm(manifest.path("name").asString(""), manifest.path("version").asString(""));
        var folders = new LinkedHashMap<String, Path>();
        var packages = new ArrayList<LockedPackage>();
        packages.add(new LockedPackage("", release, ANY, false, "{}"));
        folders.put("", folder);
        if (form.equals("source")) {
            add(installed.path("closures").path(host), "", packages, folders);
        }
        for (var name : manifest.path("dependencies").propertyNames()) {
            var own = installed.path("libraries").path(name);
            var path = "node_modules/" + name;
            if (!folders.containsKey(path) && !own.isMissingNode()) {
                add(own, path, packages, folders);
            }
        }
        var outcome =
                detonation.run(
                        new Closure(release, packages),
                        Detonation.asked(profile(folder)),
                        (locked, file) -> archive(locked, folders.get(locked.path()), file),
                        what -> {});
        return switch (outcome) {
            case DetonationOutcome.Ran(var seen, var evidence) -> {
                Files.write(
                        Files.createDirectories(archives.resolveSibling("evidence"))
                                .resolve(
                                        host.replace("/", "+")
                                                + "."
                                                + folder.getFileName()
                                                + ".json"),
                        evidence);
                yield seen;
            }
            case DetonationOutcome.NotRun(var reason, var why) -> throw new IOException(reason);
        };
    }

    /**
     * @param above where a library stands that its own dependencies are put below of; empty for a
     *     whole installation
     */
    private static void add(
            JsonNode list, String above, List<LockedPackage> packages, Map<String, Path> folders) {
        for (var each : list.values()) {
            var path = each.path("path").asString("");
            var at = above.isEmpty() || path.equals(above) ? path : above + "/" + path;
            packages.add(
                    new LockedPackage(
                            at,
                            Purl.npm(
                                    each.path("name").asString(""),
                                    each.path("version").asString("")),
                            ANY,
                            false,
                            "{}"));
            folders.put(at, Path.of(each.path("folder").asString("")));
        }
    }

    /** Dependencies are packed once for all runs; what is changed is packed each time. */
    private void archive(LockedPackage locked, Path folder, Path file)
            throws IOException, InterruptedException {
        if (locked.path().isEmpty()) {
            pack(folder, file);
            return;
        }
        var kept =
                archives.resolve(
                        Integer.toHexString(folder.toString().hashCode())
                                + "-"
                                + folder.getFileName()
                                + ".tgz");
        if (!Files.exists(kept)) {
            pack(folder, kept);
        }
        Files.copy(kept, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void pack(Path folder, Path file) throws IOException, InterruptedException {
        var tar =
                new ProcessBuilder(
                                "tar",
                                "-czf",
                                file.toString(),
                                "--exclude=./node_modules",
                                "--transform=s,^\\.,package,",
                                "-C",
                                folder.toString(),
                                ".")
                        .inheritIO()
                        .start();
        if (tar.waitFor() != 0) {
            throw new IOException(folder + " cannot be packed");
        }
    }

    @Override
    public void close() {
        worker.close();
    }
}
