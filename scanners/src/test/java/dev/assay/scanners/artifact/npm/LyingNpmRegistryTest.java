package dev.assay.scanners.artifact.npm;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.artifact.LyingUpstreamContract;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.AfterEach;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

final class LyingNpmRegistryTest extends LyingUpstreamContract {

    private final Map<String, Dist> promised = new HashMap<>();
    private final NpmRegistry registry =
            new NpmRegistry(
                    NpmConfiguration.of(upstream.address()),
                    new NpmRegistrySettings(PATIENCE, LARGEST, LARGEST, LARGEST));

    @AfterEach
    void close() {
        registry.close();
    }

    @Override
    protected String path(String release) {
        return "/" + release + "/-/" + release + "-1.0.0.tgz";
    }

    @Override
    protected void promise(String release, byte[] bytes) {
        promised.put(
                release,
                new Dist(
                        upstream.address().resolve(path(release)).toString(),
                        LoopbackRegistry.integrity(bytes),
                        null));
    }

    @Override
    protected FetchOutcome fetch(String release, Path target) throws Exception {
        return registry.tarball(
                Purl.npm(release, "1.0.0"), Objects.requireNonNull(promised.get(release)), target);
    }
}
