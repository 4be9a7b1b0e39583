package dev.assay.scanners.artifact.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.samples.SampleGitHost;
import dev.assay.scanners.artifact.ArchiveLimits;
import dev.assay.scanners.artifact.ReadOutcome;
import dev.assay.scanners.coordinates.GitPlace;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;

/** What is kept is read as hostile all the same: the worker trusts nobody. */
final class GitTreeReaderTest {

    private static final GitPlace PLACE = GitPlace.of("git.example.com", "team/server");

    @TempDir Path folder;
    private byte[] pack;

    @BeforeEach
    void pin() throws Exception {
        assumeTrue(SampleGitHost.isPossible(), "no git on this machine");
        try (var host = SampleGitHost.start()) {
            var link = host.blob(PLACE.path(), "lib/b.js");
            var file = host.blob(PLACE.path(), "b();\n");
            var commit =
                    host.commitEntries(
                            PLACE.path(),
                            "100644 %s\tlib/b.js\n120000 %s\ta.js\n160000 %s\tsub\n"
                                    .formatted(file, link, "e".repeat(40)));
            var remote =
                    new GitRemote(
                            new GitHosts(Map.of(PLACE.host(), host.url()), Map.of()),
                            GitLimits.DEFAULT);
            pack = Files.readAllBytes(remote.fetch(PLACE, commit, folder.resolve("pin")).file());
        }
    }

    private ReadOutcome read(byte[] bytes) throws Exception {
        var file = folder.resolve("pin");
        Files.write(file, bytes);
        return GitTreeReader.read(file, PLACE.purl("v1"), ArchiveLimits.DEFAULT);
    }

    @Test
    void endsEveryDamagedFileByNamingWhatIsWrong() throws Exception {
        assertThat(read(pack)).isInstanceOf(ReadOutcome.Read.class);
        var random = new Random(7);
        var rejected = 0;
        for (var round = 0; round < 3_000; round++) {
            var damaged = pack.clone();
            for (var turns = random.nextInt(4); turns >= 0; turns--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            if (round % 5 == 0) {
                damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
            }
            if (read(damaged) instanceof ReadOutcome.Rejected(var reason)) {
                rejected++;
                assertThat(reason).doesNotEndWith("null");
            }
        }
        assertThat(rejected).isGreaterThan(2_000);
    }

    @Test
    void takesNoOtherPack() throws Exception {
        for (var bytes :
                new byte[][] {
                    {},
                    "PACK".getBytes(),
                    {'P', 'A', 'C', 'K', 0, 0, 0, 2, 0, 0, 0, 0},
                    {'P', 'A', 'C', 'K', 0, 0, 0, 2, 0x7f, -1, -1, -1},
                    {'P', 'A', 'C', 'K', 0, 0, 0, 3, 0, 0, 0, 2},
                }) {
            assertThat(read(bytes)).isInstanceOf(ReadOutcome.Rejected.class);
        }
    }
}
