package dev.assay.scanners.source;

import dev.assay.samples.SamplePackage;
import dev.assay.scanners.artifact.ArchiveLimits;
import dev.assay.scanners.artifact.ArchiveReader;
import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.artifact.ReadOutcome;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.profiler.Profiler;
import dev.assay.scanners.vendored.Attributed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Trees out of texts, and how they compare. */
final class SourceTrees {

    private SourceTrees() {}

    static PackageTree tree(Map<String, String> files) {
        var bytes = new TreeMap<String, byte[]>();
        files.forEach((path, text) -> bytes.put(path, text.getBytes(StandardCharsets.UTF_8)));
        return new PackageTree(Purl.parse("pkg:npm/mail@1.0.0"), null, bytes, List.of());
    }

    /** The files of a sample, as a publisher would have them in a repository. */
    static Map<String, String> of(SamplePackage sample) {
        try {
            var file = Files.createTempFile("sample", ".tgz");
            try {
                Files.write(file, sample.tarball());
                var outcome =
                        new ArchiveReader(ArchiveLimits.DEFAULT, Clock.systemUTC())
                                .read(file, null);
                var files = new TreeMap<String, String>();
                ((ReadOutcome.Read) outcome)
                        .tree()
                        .files()
                        .forEach(
                                (path, bytes) ->
                                        files.put(path, new String(bytes, StandardCharsets.UTF_8)));
                return files;
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SourceComparison compared(
            Map<String, String> pack, Map<String, String> source, String directory) {
        var tree = tree(pack);
        return SourceReport.of(
                TreeMatcher.match(tree, tree(source), directory),
                Attributed.unknown(new Profiler().profile(tree)),
                "git.example.com/team/mail",
                "tag v1.0.0",
                false,
                directory);
    }
}
