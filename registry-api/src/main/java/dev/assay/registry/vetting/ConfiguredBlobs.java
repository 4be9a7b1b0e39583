package dev.assay.registry.vetting;

import dev.assay.inventory.store.BlobStore;
import dev.assay.inventory.store.FileBlobStore;
import dev.assay.inventory.store.s3.S3BlobStore;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;

/** The blobs of an installation, for a command: where the service's own settings say. */
public final class ConfiguredBlobs implements AutoCloseable {

    /** Much may be read once here, and nothing is read twice. */
    private static final long BOUND = 256 << 20;

    private final BlobStore store;
    private final @Nullable Path cache;

    private ConfiguredBlobs(BlobStore store, @Nullable Path cache) {
        this.store = store;
        this.cache = cache;
    }

    /**
     * Opens them.
     *
     * @param bucket {@code s3://BUCKET/PREFIX} in place of what the settings name
     * @throws IllegalArgumentException which says what is misconfigured
     */
    public static ConfiguredBlobs of(Path dataDirectory, @Nullable URI bucket) throws IOException {
        var environment = new StandardEnvironment();
        if (bucket != null) {
            if (!"s3".equals(bucket.getScheme()) || bucket.getAuthority() == null) {
                throw new IllegalArgumentException(
                        "blobs lie in s3://BUCKET or s3://BUCKET/PREFIX, not in '" + bucket + "'");
            }
            environment
                    .getPropertySources()
                    .addFirst(
                            new MapPropertySource(
                                    "named",
                                    Map.of(
                                            "assay.blobs.s3.bucket",
                                            bucket.getAuthority(),
                                            "assay.blobs.s3.prefix",
                                            bucket.getPath())));
        }
        ConfigurationPropertySources.attach(environment);
        var place =
                Binder.get(environment)
                        .bindOrCreate("assay.blobs", BlobSettings.class)
                        .s3()
                        .place();
        if (place.isEmpty()) {
            return new ConfiguredBlobs(new FileBlobStore(dataDirectory.resolve("blobs")), null);
        }
        var cache = Files.createTempDirectory("assay-blobs");
        try {
            return new ConfiguredBlobs(S3BlobStore.open(place.get(), cache, BOUND), cache);
        } catch (IOException | RuntimeException e) {
            remove(cache);
            throw e;
        }
    }

    public BlobStore store() {
        return store;
    }

    @Override
    public void close() throws IOException {
        if (store instanceof S3BlobStore bucket) {
            bucket.close();
        }
        if (cache != null) {
            remove(cache);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
