package dev.assay.inventory.store.s3;

import dev.assay.inventory.store.s3.S3Fault.Kind;
import dev.assay.scanners.coordinates.Sha256;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tries with one small blob whether a bucket does all that is needed: keeps, refuses to keep twice,
 * gives back, and says of what it does not have that there is none.
 */
final class StartCheck {

    private static final byte[] SAMPLE =
            "Assay keeps its blobs here.\n".getBytes(StandardCharsets.UTF_8);

    private final Bucket bucket;
    private final S3Place place;

    StartCheck(Bucket bucket, S3Place place) {
        this.bucket = bucket;
        this.place = place;
    }

    void run() throws IOException {
        var sample = Sha256.of(SAMPLE);
        var file = Files.createTempFile("assay", "blob");
        try {
            Files.write(file, SAMPLE);
            bucket.put(sample, file);
            if (bucket.put(sample, file)) {
                throw new S3Fault(
                        Kind.NOT_UNDERSTOOD,
                        place
                                + " ignores If-None-Match: what is kept could be overwritten. Use an"
                                + " object store that knows conditional writes, or a newer version of"
                                + " it");
            }
            if (!bucket.fetch(sample, file)) {
                throw new S3Fault(
                        Kind.NOT_UNDERSTOOD,
                        place
                                + " does not give back what was just kept; Assay needs an object store"
                                + " that reads its own writes");
            }
            neverKept(file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void neverKept(Path file) throws IOException {
        try {
            bucket.fetch(Sha256.of("nobody keeps this".getBytes(StandardCharsets.UTF_8)), file);
        } catch (S3Fault e) {
            if (e.kind() != Kind.REFUSED) {
                throw e;
            }
            // Amazon's says 403 of what is not there to whoever may not list.
            throw new S3Fault(
                    Kind.REFUSED,
                    place
                            + " refuses to say that a blob is not there; allow s3:ListBucket on the"
                            + " bucket too, or a missing blob cannot be told from a forbidden one",
                    e);
        }
    }
}
