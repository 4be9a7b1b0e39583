package dev.assay.web.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** What a delta finds, measured on pairs that people read and on changes that scripts injected. */
@Command(name = "run", mixinStandardHelpOptions = true)
final class DetectionBenchmark implements Callable<Integer> {

    private static final String HELD_OUT = "held-out";

    @Parameters(index = "0", hidden = true)
    private Path sources = Path.of("");

    @Parameters(index = "1", hidden = true)
    private Path work = Path.of("");

    @Option(names = "--split", description = "development (default) or held-out")
    private String split = "";

    @Option(names = "--only", description = "pairs or mutants")
    private String only = "";

    @Option(names = "--mutation", description = "one mutation alone, by its name")
    private String mutation = "";

    @Option(names = "--made", description = "compare the mutants that were made before")
    private boolean made;

    @Option(names = "--markdown", description = "a file that gets the tables")
    private Path markdown = Path.of("");

    @Option(names = "--labels", description = "another labels file")
    private Path labels = Path.of("");

    @Option(names = "--scorer", description = "a Python scorer to run on it: LABELS FOLDER -v")
    private Path scorer = Path.of("");

    @Option(names = "--folder", description = "where the documents of its pairs go")
    private Path folder = Path.of("");

    private final List<Table> tables = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new DetectionBenchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (isGiven(labels)) {
            return otherLabels();
        }
        var chosen = split.isEmpty() ? "development" : split;
        var pairs = sources.resolve("pairs.json");
        if (!only.equals("mutants") && mutation.isEmpty() && Files.exists(pairs)) {
            measurePairs(pairs, chosen, work.resolve(chosen).resolve("pairs"));
        }
        if (!only.equals("pairs")) {
            measureMutants(chosen);
        }
        // Who sees which of the held-out ones were missed will write rules for them.
        if (!chosen.equals(HELD_OUT)) {
            remarks.forEach(System.out::println);
        }
        tell();
        return 0;
    }

    private void measurePairs(Path file, String chosen, Path output) throws Exception {
        try (var tarballs = new Tarballs(work.resolve("tarballs"))) {
            var score = new Pairs(file, chosen, output).measure(tarballs);
            tables.add(score.table(chosen.isEmpty() ? "all" : chosen));
            remarks.addAll(score.remarks());
        }
    }

    private void measureMutants(String chosen) throws Exception {
        var target = Files.createDirectories(work.resolve(chosen));
        if (!made) {
            node("make.mjs", chosen, target.toString(), mutation);
        }
        var score = new Mutants(target, mutation).measure();
        if (!chosen.equals(HELD_OUT)) {
            tables.add(score.mutations(chosen));
        }
        tables.add(score.unchanged(chosen));
        tables.add(score.totals(chosen));
        remarks.addAll(score.remarks());
    }

    private void node(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("node"));
        command.add(work.resolve("tool").resolve(arguments[0]).toString());
        command.addAll(List.of(arguments).subList(1, arguments.length));
        run(command);
    }

    private Integer otherLabels() throws Exception {
        var output = isGiven(folder) ? folder : work.resolve("other-pairs");
        measurePairs(labels, split, output);
        if (!isGiven(scorer)) {
            remarks.forEach(System.out::println);
            tell();
            return 0;
        }
        var command =
                new ArrayList<>(
                        List.of(
                                "python3",
                                scorer.toString(),
                                labels.toString(),
                                output.toString(),
                                "-v"));
        if (!split.isEmpty()) {
            command.addAll(List.of("--split", split));
        }
        run(command);
        return 0;
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        var exit = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + exit);
        }
    }

    private void tell() throws IOException {
        tables.forEach(table -> System.out.println("\n" + table.plain()));
        if (isGiven(markdown)) {
            var text = new StringBuilder();
            tables.forEach(table -> text.append(table.markdown()));
            Files.writeString(markdown, text);
        }
    }

    private static boolean isGiven(Path path) {
        return !path.toString().isEmpty();
    }
}
