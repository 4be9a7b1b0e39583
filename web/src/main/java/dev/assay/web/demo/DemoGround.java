package dev.assay.web.demo;

import dev.assay.samples.SampleCatalog;
import dev.assay.samples.SampleUpstream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the demo stands on: an npm registry on loopback that serves the samples, and a data folder
 * of its own, so that the demo touches neither the network nor anybody's records. Both are gone
 * when it is closed.
 */
public final class DemoGround {

    private final SampleUpstream upstream;
    private final Path data;

    private DemoGround(SampleUpstream upstream, Path data) {
        this.upstream = upstream;
        this.data = data;
    }

    public static DemoGround prepare() throws IOException {
        var data = Files.createTempDirectory("assay-demo");
        return new DemoGround(SampleUpstream.startWith(SampleCatalog.everything()), data);
    }

    /** Where the samples are served, for {@code assay.upstream.npm.url}. */
    public URI upstream() {
        return upstream.url();
    }

    /** For {@code assay.data-directory}. */
    public Path data() {
        return data;
    }

    public void close() {
        upstream.close();
        try (var files = Files.walk(data)) {
            for (var file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the demo's folder " + data, e);
        }
    }
}
