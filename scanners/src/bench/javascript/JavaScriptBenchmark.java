package dev.assay.scanners.javascript.bench;

import dev.assay.scanners.artifact.ArchiveLimits;
import dev.assay.scanners.artifact.FolderReader;
import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.artifact.ReadOutcome;
import dev.assay.scanners.javascript.AnalysisLimits;
import dev.assay.scanners.profile.Profile;
import dev.assay.scanners.profiler.Profiler;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the analysis costs: one part of the benchmark in each process, see the script beside it. */
final class JavaScriptBenchmark {

    private final Corpus corpus;

    private JavaScriptBenchmark(Corpus corpus) {
        this.corpus = corpus;
    }

    public static void main(String[] arguments) throws IOException {
        Locale.setDefault(Locale.ROOT);
        var corpus = new Corpus(Path.of(arguments[0]), Path.of(arguments[1]));
        var benchmark = new JavaScriptBenchmark(corpus);
        switch (arguments[2]) {
            case "files" -> {
                corpus.writeFiles();
                corpus.writeBundle();
            }
            case "throughput" ->
                    benchmark.throughput(
                            Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]));
            case "ratio" -> Ratio.print(Path.of(arguments[3]), Path.of(arguments[4]));
            case "second" -> benchmark.second();
            case "kept" -> benchmark.kept();
            case "bundle" -> benchmark.bundle();
            case "profiles" -> benchmark.profiles(Path.of(arguments[3]));
            default -> throw new IllegalArgumentException(arguments[2]);
        }
    }

    private static Profiler profiler(int threads) {
        var limits = AnalysisLimits.defaults();
        return new Profiler(
                new AnalysisLimits(
                        limits.fileBytes(),
                        limits.fileTime(),
                        limits.stackBytes(),
                        limits.linkedBytes(),
                        limits.keptBytes(),
                        limits.steps(),
                        threads));
    }

    private void throughput(int threads, int rounds) throws IOException {
        var trees = corpus.packages("corpus");
        var bytes = trees.stream().mapToLong(Corpus::codeBytes).sum();
        var unread = new ArrayList<String>();
        for (var round = 1; round <= rounds; round++) {
            unread.clear();
            // A new one, which remembers nothing of the round before.
            var profiler = profiler(threads);
            var cost = Cost.of(() -> unread.addAll(analyse(profiler, trees)));
            System.out.printf(
                    "assay round %d  %d bytes  %s  (%d at a time)%n",
                    round, bytes, cost.speed(bytes), threads);
        }
        for (var file : unread) {
            System.out.println("assay failed on " + file);
        }
        System.out.printf("assay peak memory %d MB%n", Cost.peakMegabytes());
    }

    private static List<String> analyse(Profiler profiler, List<PackageTree> trees) {
        var unread = new ArrayList<String>();
        for (var tree : trees) {
            for (var missed : profiler.profile(tree).coverage().unparsed()) {
                unread.add(tree.purl() + " " + missed.file() + ": " + missed.reason());
            }
        }
        return unread;
    }

    /** A version after the one before it, and the same one again, in a process that is warm. */
    private void second() throws IOException {
        var before = corpus.packages("before");
        var after = corpus.packages("corpus");
        analyse(profiler(1), before);
        for (var first : before) {
            for (var next : after) {
                if (next.purl().packageName().equals(first.purl().packageName())) {
                    var profiler = profiler(1);
                    var cold = Cost.of(() -> profiler.profile(first));
                    var warm = Cost.of(() -> profiler.profile(next));
                    var again = Cost.of(() -> profiler.profile(next));
                    System.out.printf(
                            "second %s: %.1f MB, of which %.1f MB in files that changed:"
                                    + " first %.2f s cpu, second %.2f s, the same again %.2f s%n",
                            next.purl(),
                            Corpus.codeBytes(next) / 1e6,
                            Corpus.changedBytes(first, next) / 1e6,
                            cold.cpuSeconds(),
                            warm.cpuSeconds(),
                            again.cpuSeconds());
                }
            }
        }
    }

    /**
     * What a closure costs whose packages were all scanned before: their bytes are known by their
     * digests, and the profile of each is read as it was kept. A server does that, which compiles
     * better than a worker, so that this is the most it takes.
     */
    private void kept() throws IOException {
        var json = JsonMapper.builder().build();
        var trees = corpus.packages("corpus");
        var documents = new ArrayList<byte[]>();
        var profiler = profiler(1);
        var first =
                Cost.of(
                        () -> {
                            for (var tree : trees) {
                                documents.add(json.writeValueAsBytes(profiler.profile(tree)));
                            }
                        });
        for (var round = 1; round <= 3; round++) {
            var again =
                    Cost.of(
                            () -> {
                                for (var document : documents) {
                                    json.readValue(document, Profile.class);
                                }
                            });
            System.out.printf(
                    "kept round %d: first scan %.2f s cpu, again %.2f s, which is %.1f %%%n",
                    round,
                    first.cpuSeconds(),
                    again.cpuSeconds(),
                    100 * again.cpuSeconds() / first.cpuSeconds());
        }
    }

    /** Every profile as JSON: what two builds of the analysers see differently is a diff of two. */
    private void profiles(Path folder) throws IOException {
        Files.createDirectories(folder);
        var json = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        var profiler = profiler(1);
        for (var tree : corpus.packages("corpus")) {
            var name = tree.purl().packageName().replace('/', '+') + ".json";
            Files.write(folder.resolve(name), json.writeValueAsBytes(profiler.profile(tree)));
        }
    }

    /** The bundle that {@link Corpus#writeBundle} wrote, as a worker meets it. */
    private void bundle() {
        var reading = new FolderReader(ArchiveLimits.DEFAULT).read(corpus.bundle(), null);
        if (!(reading instanceof ReadOutcome.Read(var tree))) {
            throw new IllegalStateException(reading.toString());
        }
        var unread = new ArrayList<String>();
        var cost = Cost.of(() -> unread.addAll(analyse(profiler(1), List.of(tree))));
        System.out.printf(
                "bundle of %.1f MB with a heap of %d MB: %s, peak memory %d MB, unread %s%n",
                Corpus.codeBytes(tree) / 1e6,
                Runtime.getRuntime().maxMemory() >> 20,
                cost.speed(Corpus.codeBytes(tree)),
                Cost.peakMegabytes(),
                unread);
    }
}
