package dev.assay.scanners.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.artifact.TarballFuzz;
import dev.assay.scanners.artifact.git.PinnedPackFuzz;
import dev.assay.scanners.artifact.mcpb.BundleFuzz;
import dev.assay.scanners.artifact.npm.NpmrcFuzz;
import dev.assay.scanners.artifact.npm.PackumentFuzz;
import dev.assay.scanners.artifact.oci.ManifestDocumentFuzz;
import dev.assay.scanners.artifact.pypi.PypiPageFuzz;
import dev.assay.scanners.coordinates.NpmRangeFuzz;
import dev.assay.scanners.detonation.sinkhole.SinkholeFuzz;
import dev.assay.scanners.hiddentext.HiddenTextFuzz;
import dev.assay.scanners.javascript.CodeFuzz;
import dev.assay.scanners.jvm.ClassFuzz;
import dev.assay.scanners.manifest.ManifestFuzz;
import dev.assay.scanners.pypi.PythonFuzz;
import dev.assay.scanners.report.DeltaDocumentFuzz;
import dev.assay.scanners.worker.WorkerProtocolFuzz;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * Every reader of hostile bytes for a moment: what once broke it, its seeds, and what is made of
 * them. {@code ./test long fuzz} searches on, led by what the code does with each input.
 */
@Tag("fuzz")
class FuzzTest {

    private static final long SEED = 20261121;
    private static final Duration MOMENT = Duration.ofMillis(500);

    /** No input of this size is worth more, on a machine that does other things as well. */
    private static final Duration LONGEST = Duration.ofSeconds(8);

    private static final Path INPUTS = Path.of("src/test/resources");

    static List<FuzzTarget> targets() {
        return List.of(
                new BundleFuzz(),
                new ClassFuzz(),
                new CodeFuzz(),
                new DeltaDocumentFuzz(),
                new HiddenTextFuzz(),
                new ManifestDocumentFuzz(),
                new ManifestFuzz(),
                new NpmRangeFuzz(),
                new NpmrcFuzz(),
                new PackumentFuzz(),
                new PinnedPackFuzz(),
                new PypiPageFuzz(),
                new PythonFuzz(),
                new SinkholeFuzz(),
                new TarballFuzz(),
                new WorkerProtocolFuzz());
    }

    @ParameterizedTest
    @MethodSource("targets")
    void readsWhatOnceBrokeIt(FuzzTarget target) throws IOException {
        var inputs = inputs(target);
        if (Files.isDirectory(inputs)) {
            try (var files = Files.walk(inputs)) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    read(target, Files.readAllBytes(file));
                }
            }
        }
        target.seeds().forEach(seed -> read(target, seed));
    }

    @ParameterizedTest
    @MethodSource("targets")
    void readsWhateverIsMadeOfItsSeeds(FuzzTarget target) {
        var mutations = new Mutations(target.seeds(), SEED);
        var end = System.nanoTime() + MOMENT.toNanos();
        var count = 0;
        while (System.nanoTime() < end) {
            read(target, mutations.next());
            count++;
        }
        assertThat(count).isPositive();
    }

    /** A reader in a process of its own, because Jazzer watches one a process. */
    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("searched")
    void holdsWhereverTheSearchLeads(FuzzTarget target) throws Exception {
        assertThat(JazzerProcess.search(target, inputs(target))).isEqualTo("nothing found");
    }

    /** All of them when asked for, and else none: the search takes a minute for each. */
    static List<FuzzTarget> searched() {
        return "fuzz".equals(System.getProperty("assay.long")) ? targets() : List.of();
    }

    private static Path inputs(FuzzTarget target) {
        return INPUTS.resolve(target.getClass().getName().replace('.', '/') + "Inputs");
    }

    private static void read(FuzzTarget target, byte[] bytes) {
        var start = System.nanoTime();
        try {
            target.read(bytes);
        } catch (RuntimeException | Error e) {
            throw new AssertionError("not read: " + HexFormat.of().formatHex(bytes), e);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as(() -> HexFormat.of().formatHex(bytes))
                .isLessThan(LONGEST);
    }
}
