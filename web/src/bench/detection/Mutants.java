package dev.assay.web.bench;

import dev.assay.scanners.delta.DeltaEngine;
import dev.assay.scanners.profile.Profile;
import dev.assay.scanners.report.ReportFormat;
import dev.assay.scanners.worker.ScanOutcome;
import dev.assay.scanners.worker.ScanWorker;
import dev.assay.scanners.worker.WorkerCommand;
import dev.assay.scanners.worker.WorkerSettings;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Servers with one injected change each, made by the mutation scripts. An original is scanned once
 * for all its mutants, which is all that this does otherwise than {@code assay diff}.
 */
final class Mutants {

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<Path, List<Mutant>> byOriginal = new LinkedHashMap<>();
    private final Path reports;

    /**
     * @param folder has mutants.json, and gets one document for each comparison
     * @param only the mutation to compare, or empty for all
     */
    Mutants(Path folder, String only) throws IOException {
        this.reports = Files.createDirectories(folder.resolve("reports"));
        for (var json : JSON.readTree(Files.readAllBytes(folder.resolve("mutants.json")))) {
            var mutant = Mutant.of(json);
            if (only.isEmpty() || only.equals(mutant.id())) {
                byOriginal.computeIfAbsent(mutant.before(), _ -> new ArrayList<>()).add(mutant);
            }
        }
    }

    private record Compared(Mutant mutant, List<Found> found) {}

    MutantScore measure() throws Exception {
        var settings = WorkerSettings.DEFAULT;
        try (var worker = new ScanWorker(WorkerCommand.ofCurrentClassPath(settings), settings)) {
            var tasks = new ArrayList<Callable<List<Compared>>>();
            byOriginal.forEach((before, all) -> tasks.add(() -> compare(worker, before, all)));
            var score = new MutantScore();
            Progress.run("originals with their mutants", tasks).stream()
                    .flatMap(List::stream)
                    .forEach(each -> score.add(each.mutant(), each.found()));
            return score;
        }
    }

    private List<Compared> compare(ScanWorker worker, Path original, List<Mutant> mutants)
            throws IOException, InterruptedException {
        var compared = new ArrayList<Compared>();
        var before = scan(worker, original);
        for (var mutant : mutants) {
            var delta = new DeltaEngine().compare(before, scan(worker, mutant.after()));
            var json = ReportFormat.JSON.render(delta, false);
            Files.writeString(reports.resolve(fileName(mutant)), json);
            compared.add(new Compared(mutant, Found.of(JSON.readTree(json))));
        }
        return compared;
    }

    private static String fileName(Mutant mutant) {
        var host = mutant.host().replace("@", "").replace("/", "-");
        return mutant.id() + "." + mutant.form() + "." + host + ".json";
    }

    private static Profile scan(ScanWorker worker, Path folder)
            throws IOException, InterruptedException {
        return switch (worker.scan(folder, null)) {
            case ScanOutcome.Scanned(var profile) -> profile;
            case ScanOutcome.NotScanned(_, var message) -> throw new IOException(message);
        };
    }
}
