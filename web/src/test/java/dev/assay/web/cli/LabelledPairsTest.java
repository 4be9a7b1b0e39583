package dev.assay.web.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares every pair of a labels file and writes the deltas where a scorer finds them. Runs when
 * asked to by {@code .ci/measure-pairs}, because the packages come from a registry.
 */
class LabelledPairsTest {

    @Test
    void comparesEveryLabelledPair() throws IOException {
        var labelsFile = System.getProperty("pairs.labels");
        assumeTrue(
                labelsFile != null,
                "no labels are given: .ci/measure-pairs LABELS FOLDER compares real versions");
        var labels = new JsonMapper().readTree(Files.readAllBytes(Path.of(labelsFile)));
        var folder = Files.createDirectories(Path.of(System.getProperty("pairs.folder")));

        assertThat(labels.values())
                .allSatisfy(
                        pair -> {
                            var name = "npm:" + pair.path("package").stringValue() + "@";
                            var id = pair.path("id").stringValue();
                            var begun = System.nanoTime();
                            var exit =
                                    AssayCommand.commandLine()
                                            .execute(
                                                    "diff",
                                                    name + pair.path("from").stringValue(),
                                                    name + pair.path("to").stringValue(),
                                                    "--format=json",
                                                    "--output=" + folder.resolve(id + ".json"),
                                                    "--fail-on=none");
                            var seconds = (System.nanoTime() - begun) / 1e9;
                            System.out.printf("%-28s exit %d, %.1f s%n", id, exit, seconds);
                            assertThat(exit).as(id).isZero();
                        });
    }
}
