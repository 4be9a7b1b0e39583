package dev.assay.registry.vetting;

import dev.assay.inventory.store.s3.S3Place;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where bytes are kept, under {@code assay.blobs}: in the data directory unless a bucket is named.
 *
 * @param cacheDirectory copies of what lies in the bucket; {@code blob-cache} in the data directory
 *     unless set
 * @param cacheSize how much of them
 */
@ConfigurationProperties("assay.blobs")
record BlobSettings(
        @Nullable Path cacheDirectory,
        @DefaultValue("10GB") DataSize cacheSize,
        @DefaultValue S3 s3) {

    /**
     * An object store that speaks S3's protocol.
     *
     * @param bucket none unless set
     * @param prefix what every key begins with
     * @param endpoint Amazon's own unless set
     * @param region of the bucket
     * @param pathStyle whether the bucket stands in the path; it does at an endpoint of one's own,
     *     unless set
     * @param accessKeyId what requests are signed with; the SDK's own chain (environment, profile,
     *     role of the machine or pod) unless set
     * @param secretAccessKey its secret; better in a file
     * @param secretAccessKeyFile a file that holds the secret alone
     * @param timeout how long nothing may arrive before a request is sent again
     */
    record S3(
            @DefaultValue("") String bucket,
            @DefaultValue("") String prefix,
            @Nullable URI endpoint,
            @DefaultValue("us-east-1") String region,
            @Nullable Boolean pathStyle,
            @Nullable String accessKeyId,
            @Nullable String secretAccessKey,
            @Nullable Path secretAccessKeyFile,
            @DefaultValue("10s") Duration timeout) {

        S3 {
            if (accessKeyId == null && (secretAccessKey != null || secretAccessKeyFile != null)) {
                throw new IllegalArgumentException(
                        "assay.blobs.s3 has a secret and no assay.blobs.s3.access-key-id; set both,"
                                + " or neither");
            }
            if (accessKeyId != null && secretAccessKey == null && secretAccessKeyFile == null) {
                throw new IllegalArgumentException(
                        "assay.blobs.s3.access-key-id is set, so"
                                + " assay.blobs.s3.secret-access-key-file (or secret-access-key) is"
                                + " needed");
            }
            if (bucket.isEmpty() && (endpoint != null || accessKeyId != null)) {
                throw new IllegalArgumentException(
                        "assay.blobs.s3 is set without assay.blobs.s3.bucket, so bytes would be kept"
                                + " on this disk; name the bucket");
            }
        }

        /** Where blobs lie, if in a bucket. */
        Optional<S3Place> place() {
            return bucket.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new S3Place(
                                    bucket,
                                    prefix,
                                    endpoint,
                                    region,
                                    pathStyle == null ? endpoint != null : pathStyle,
                                    accessKeyId == null
                                            ? null
                                            : new S3Place.Key(accessKeyId, secret()),
                                    timeout));
        }

        private String secret() {
            if (secretAccessKeyFile == null) {
                return secretAccessKey == null ? "" : secretAccessKey;
            }
            try {
                return Files.readString(secretAccessKeyFile).strip();
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "assay.blobs.s3.secret-access-key-file cannot be read", e);
            }
        }

        // A record that holds a secret never prints it.
        @Override
        public String toString() {
            return "S3[bucket=" + bucket + ", prefix=" + prefix + ", endpoint=" + endpoint + "]";
        }
    }

    Path cacheIn(Path dataDirectory) {
        return cacheDirectory == null ? dataDirectory.resolve("blob-cache") : cacheDirectory;
    }
}
