package dev.assay.registry.gate.maven;

import dev.assay.scanners.coordinates.Sha256;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Checksums of what is served, which clients ask for beside each file. Safe for many threads. */
final class Checksums {

    private static final int MOST_KEPT = 100_000;
    private static final Map<String, String> ALGORITHMS =
            Map.of("sha1", "SHA-1", "sha256", "SHA-256", "sha512", "SHA-512", "md5", "MD5");

    private record Key(Sha256 file, String ending) {}

    private final Map<Key, String> known = new ConcurrentHashMap<>();

    /** The checksum of a file in the store, by the ending of the file that would hold it. */
    String of(Sha256 digest, Path file, String ending) throws IOException {
        if (ending.equals("sha256")) {
            return digest.hex();
        }
        var key = new Key(digest, ending);
        var before = known.get(key);
        if (before != null) {
            return before;
        }
        var hash = algorithm(ending);
        try (var in = Files.newInputStream(file)) {
            var chunk = new byte[1 << 16];
            for (var count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                hash.update(chunk, 0, count);
            }
        }
        var checksum = HexFormat.of().formatHex(hash.digest());
        if (known.size() >= MOST_KEPT) {
            known.clear();
        }
        known.put(key, checksum);
        return checksum;
    }

    static String of(byte[] bytes, String ending) {
        return HexFormat.of().formatHex(algorithm(ending).digest(bytes));
    }

    private static MessageDigest algorithm(String ending) {
        try {
            return MessageDigest.getInstance(ALGORITHMS.getOrDefault(ending, ""));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("no checksum ends in ." + ending, e);
        }
    }
}
