package dev.assay.inventory.store;

import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.atomic.AtomicInteger;

/** Values that no other test has. */
public final class Samples {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private Samples() {}

    public static String name() {
        return "name-" + COUNT.incrementAndGet();
    }

    public static Purl purl() {
        return Purl.npm("@scope/" + name(), "1.0.0");
    }

    public static Sha256 sha256() {
        return Sha256.of(name().getBytes(StandardCharsets.UTF_8));
    }

    public static Integrity integrity() {
        try {
            return Integrity.ofSha512(
                    MessageDigest.getInstance("SHA-512")
                            .digest(name().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
