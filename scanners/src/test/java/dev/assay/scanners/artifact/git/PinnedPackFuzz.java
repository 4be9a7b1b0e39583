package dev.assay.scanners.artifact.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.artifact.ArchiveLimits;
import dev.assay.scanners.artifact.ReadOutcome;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.fuzz.FuzzTarget;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/** A commit that is kept as a pack, and the tree of files in it. */
public final class PinnedPackFuzz implements FuzzTarget {

    private static final Purl PURL = Purl.parse("pkg:github/a/b@v1.0.0");

    @Override
    public void read(byte[] bytes) {
        try {
            var file = Files.createTempFile("fuzz", ".pack");
            try {
                Files.write(file, bytes);
                switch (GitTreeReader.read(file, PURL, ArchiveLimits.DEFAULT)) {
                    case ReadOutcome.Read(var tree) ->
                            assertThat(tree.files().keySet())
                                    .allSatisfy(path -> assertThat(path).doesNotStartWith("/"));
                    case ReadOutcome.Rejected(var reason) -> assertThat(reason).isNotBlank();
                }
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                Packs.ofOneFile("package.json", "{\"name\":\"a\"}"), Packs.ofOneFile("..", "1"));
    }
}
