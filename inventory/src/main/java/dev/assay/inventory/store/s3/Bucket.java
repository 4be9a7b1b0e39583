package dev.assay.inventory.store.s3;

import dev.assay.inventory.store.AlteredBlobException;
import dev.assay.inventory.store.BlobStore;
import dev.assay.inventory.store.s3.S3Fault.Kind;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.S3Exception;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * One bucket, asked for blobs alone. Requests that fail are sent again by the SDK, twice; a body
 * that ends early or does not match is asked for again here, as often.
 */
final class Bucket implements AutoCloseable {

    private static final int ATTEMPTS = 3;

    /** The least that a body may bring per second, after the first timeout. */
    private static final long SLOWEST = 64 << 10;

    /** S3 takes no more in one request, and no package is that large. */
    private static final long LARGEST = 5L << 30;

    /** From this size on it is worth asking whether a blob is there before it is sent. */
    private static final long WORTH_ASKING = 256 << 10;

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    private final S3Place place;
    private final S3Client client;
    private final S3Words words;

    Bucket(S3Place place) {
        this.place = place;
        this.words = new S3Words(place);
        var key = place.key();
        var building =
                S3Client.builder()
                        .httpClientBuilder(
                                UrlConnectionHttpClient.builder()
                                        .socketTimeout(place.timeout())
                                        .connectionTimeout(place.timeout()))
                        .region(Region.of(place.region()))
                        .forcePathStyle(place.pathStyle())
                        // We send and compare SHA-256 ourselves, and not CRC beside it.
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        // Chunks signed one by one are what compatible stores get wrong.
                        .serviceConfiguration(settings -> settings.chunkedEncodingEnabled(false))
                        .overrideConfiguration(
                                settings ->
                                        settings.retryStrategy(RetryMode.STANDARD)
                                                .apiCallAttemptTimeout(
                                                        place.timeout().multipliedBy(2)))
                        .credentialsProvider(
                                key == null
                                        ? DefaultCredentialsProvider.builder().build()
                                        : StaticCredentialsProvider.create(
                                                AwsBasicCredentials.create(
                                                        key.id(), key.secret())));
        if (place.endpoint() != null) {
            building.endpointOverride(place.endpoint());
        }
        this.client = building.build();
    }

    /**
     * Sends a blob where there is none.
     *
     * @return whether there was none
     * @throws AlteredBlobException when there is one, of another size or checksum
     */
    boolean put(Sha256 digest, Path file) throws IOException {
        var size = Files.size(file);
        if (size > LARGEST) {
            throw new IOException(
                    "a blob of " + size + " bytes is more than " + place + " takes, which is 5 GB");
        }
        if (size >= WORTH_ASKING && isThere(digest, size)) {
            return false;
        }
        for (var attempt = 1; ; attempt++) {
            try {
                client.putObject(
                        request ->
                                request.bucket(place.bucket())
                                        .key(key(digest))
                                        .ifNoneMatch("*")
                                        .checksumSHA256(base64(digest))
                                        .contentLength(size)
                                        .contentType("application/octet-stream")
                                        .overrideConfiguration(
                                                settings ->
                                                        settings.apiCallAttemptTimeout(
                                                                patience(size))),
                        RequestBody.fromFile(file));
                return true;
            } catch (S3Exception e) {
                if (e.statusCode() == 412) {
                    if (isThere(digest, size)) {
                        return false;
                    }
                    // Removed between two of our requests: sent again.
                } else if (e.statusCode() != 409) {
                    throw words.fault("keep a blob", "s3:PutObject", e);
                }
                // 409: somebody else sends the same.
                if (attempt == ATTEMPTS) {
                    throw words.fault("keep a blob", "s3:PutObject", e);
                }
            } catch (SdkException | UncheckedIOException e) {
                throw words.fault("keep a blob", "s3:PutObject", e);
            }
            pause(attempt);
        }
    }

    private boolean isThere(Sha256 digest, long size) throws IOException {
        try {
            var head =
                    client.headObject(
                            request ->
                                    request.bucket(place.bucket())
                                            .key(key(digest))
                                            .checksumMode(ChecksumMode.ENABLED));
            var checksum = head.checksumSHA256();
            if (checksum != null && !checksum.equals(base64(digest))) {
                throw new AlteredBlobException(digest, sha256(checksum, digest));
            }
            if (head.contentLength() != size) {
                throw new S3Fault(
                        Kind.NOT_UNDERSTOOD,
                        "blob "
                                + digest
                                + " in "
                                + place
                                + " has "
                                + head.contentLength()
                                + " bytes instead of "
                                + size
                                + ": somebody changed it there; find out who, remove it and try"
                                + " again");
            }
            return true;
        } catch (S3Exception e) {
            if (S3Words.isNoBlob(e)) {
                return false;
            }
            throw words.fault("look for a blob", "s3:GetObject", e);
        } catch (SdkException | UncheckedIOException e) {
            throw words.fault("look for a blob", "s3:GetObject", e);
        }
    }

    OptionalLong size(Sha256 digest) throws IOException {
        try {
            return OptionalLong.of(
                    client.headObject(request -> request.bucket(place.bucket()).key(key(digest)))
                            .contentLength());
        } catch (S3Exception e) {
            if (S3Words.isNoBlob(e)) {
                return OptionalLong.empty();
            }
            throw words.fault("look for a blob", "s3:GetObject", e);
        } catch (SdkException | UncheckedIOException e) {
            throw words.fault("look for a blob", "s3:GetObject", e);
        }
    }

    /**
     * Brings a blob into a file, compared with its digest.
     *
     * @return whether there is one
     */
    boolean fetch(Sha256 digest, Path into) throws IOException {
        for (var attempt = 1; ; attempt++) {
            IOException problem;
            try {
                var actual = fetchOnce(digest, into);
                if (actual == null) {
                    return false;
                }
                if (actual.equals(digest)) {
                    return true;
                }
                problem = new AlteredBlobException(digest, actual);
            } catch (EOFException | SocketTimeoutException | CutOffException e) {
                problem =
                        new S3Fault(
                                Kind.CUT_OFF,
                                "blob "
                                        + digest
                                        + " comes cut off or too slowly from "
                                        + place
                                        + ", asked "
                                        + ATTEMPTS
                                        + " times ("
                                        + e.getMessage()
                                        + "); look at the object store and what lies between",
                                e);
            }
            if (attempt == ATTEMPTS) {
                throw problem;
            }
            pause(attempt);
        }
    }

    /** What its source gave up half way. */
    private static final class CutOffException extends IOException {
        private static final long serialVersionUID = 1L;

        CutOffException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private @Nullable Sha256 fetchOnce(Sha256 digest, Path into) throws IOException {
        var sum = Sha256.newDigest();
        try (var in = client.getObject(request -> request.bucket(place.bucket()).key(key(digest)));
                var out =
                        Files.newOutputStream(
                                into,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.TRUNCATE_EXISTING)) {
            var promised = in.response().contentLength();
            var until = System.nanoTime() + patience(promised == null ? 0 : promised).toNanos();
            var buffer = new byte[64 << 10];
            var came = 0L;
            while (true) {
                int n;
                try {
                    n = in.read(buffer);
                } catch (IOException e) {
                    in.abort();
                    throw new CutOffException(String.valueOf(e.getMessage()), e);
                }
                if (n < 0) {
                    break;
                }
                sum.update(buffer, 0, n);
                out.write(buffer, 0, n);
                came += n;
                if (System.nanoTime() > until) {
                    in.abort();
                    throw new SocketTimeoutException(came + " bytes in the time for all of it");
                }
            }
            if (promised != null && came != promised) {
                in.abort();
                throw new EOFException(came + " of " + promised + " bytes");
            }
            return Sha256.ofDigest(sum.digest());
        } catch (S3Exception e) {
            if (S3Words.isNoBlob(e)) {
                return null;
            }
            throw words.fault("read a blob", "s3:GetObject", e);
        } catch (SdkException | UncheckedIOException e) {
            throw words.fault("read a blob", "s3:GetObject", e);
        }
    }

    void remove(Sha256 digest) throws IOException {
        try {
            client.deleteObject(request -> request.bucket(place.bucket()).key(key(digest)));
        } catch (SdkException | UncheckedIOException e) {
            throw words.fault("remove a blob", "s3:DeleteObject", e);
        }
    }

    void each(BlobStore.Visitor visitor) throws IOException {
        try {
            for (var object :
                    client.listObjectsV2Paginator(
                                    request ->
                                            request.bucket(place.bucket())
                                                    .prefix(place.prefix() + "sha256/"))
                            .contents()) {
                var name = object.key().substring(object.key().lastIndexOf('/') + 1);
                if (HEX.matcher(name).matches()) {
                    visitor.visit(new Sha256(name));
                }
            }
        } catch (SdkException | UncheckedIOException e) {
            throw words.fault("list blobs", "s3:ListBucket", e);
        }
    }

    private String key(Sha256 digest) {
        return place.prefix() + "sha256/" + digest.hex().substring(0, 2) + "/" + digest.hex();
    }

    private Duration patience(long size) {
        return place.timeout().multipliedBy(2).plusSeconds(size / SLOWEST);
    }

    private static void pause(int attempt) throws InterruptedIOException {
        try {
            Thread.sleep(100L << attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the object store");
        }
    }

    private static String base64(Sha256 digest) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(digest.hex()));
    }

    private static Sha256 sha256(String base64, Sha256 expected) throws IOException {
        try {
            return Sha256.ofDigest(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            // Of several parts, as nobody here sends it.
            throw new S3Fault(
                    Kind.NOT_UNDERSTOOD,
                    "blob " + expected + " was sent in parts by somebody else; remove it there",
                    e);
        }
    }

    @Override
    public String toString() {
        return place.toString();
    }

    @Override
    public void close() {
        client.close();
    }
}
