package dev.assay.web.bench;

import dev.assay.web.cli.AssayCommand;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Labelled pairs of released versions, compared with {@code assay diff --format json}. */
final class Pairs {

    private static final JsonMapper JSON = new JsonMapper();

    private final List<JsonNode> pairs = new ArrayList<>();
    private final Path folder;

    /**
     * @param split which pairs, or empty for all
     * @param folder gets one document for each pair
     */
    Pairs(Path labels, String split, Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        for (var pair : JSON.readTree(Files.readAllBytes(labels))) {
            if (split.isEmpty() || split.equals(pair.path("split").asString(""))) {
                pairs.add(pair);
            }
        }
    }

    PairScore measure(Tarballs tarballs) throws Exception {
        var comparisons = new ArrayList<Callable<Outcome>>();
        for (var pair : pairs) {
            comparisons.add(() -> compare(pair, tarballs));
        }
        var outcomes = Progress.run("pairs", comparisons);
        var score = new PairScore(tarballs.registryHost());
        for (var i = 0; i < pairs.size(); i++) {
            switch (outcomes.get(i)) {
                case Outcome.Compared(var file) ->
                        score.add(pairs.get(i), Found.of(JSON.readTree(Files.readAllBytes(file))));
                case Outcome.NotMeasured(var reason) -> score.leaveOut(pairs.get(i), reason);
            }
        }
        return score;
    }

    /** What became of a pair. */
    private sealed interface Outcome {
        record Compared(Path document) implements Outcome {}

        record NotMeasured(String reason) implements Outcome {}
    }

    private Outcome compare(JsonNode pair, Tarballs tarballs) throws InterruptedException {
        try {
            return new Outcome.Compared(document(pair, tarballs));
        } catch (IOException e) {
            return new Outcome.NotMeasured(String.valueOf(e.getMessage()));
        }
    }

    private Path document(JsonNode pair, Tarballs tarballs)
            throws IOException, InterruptedException {
        var id = pair.path("id").asString("");
        var output = folder.resolve(id + ".json");
        Files.deleteIfExists(output);
        var exit =
                AssayCommand.commandLine()
                        .execute(
                                "diff",
                                tarball(pair, "from", tarballs),
                                tarball(pair, "to", tarballs),
                                "--format=json",
                                "--output=" + output,
                                "--fail-on=none",
                                "--offline");
        if (exit != 0) {
            throw new IOException(id + " could not be compared, exit code " + exit);
        }
        return output;
    }

    private static String tarball(JsonNode pair, String side, Tarballs tarballs)
            throws IOException, InterruptedException {
        return tarballs.fetch(
                        pair.path("package").asString(""),
                        pair.path(side).asString(""),
                        pair.path("integrity").path(side).asString(""))
                .toString();
    }
}
