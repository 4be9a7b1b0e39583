package dev.assay.scanners.artifact.pypi;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Sha256;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an index promises of a file: its hash by the strongest algorithm that is named. */
record FilePromise(String algorithm, String hex) {

    /** The strongest first. SHA-256 goes before SHA-384, since a file is locked by it. */
    private static final List<String> ALGORITHMS =
            List.of("sha256", "sha512", "sha384", "sha224", "sha1", "md5");

    private static final Map<String, String> NAMES =
            Map.of(
                    "sha256", "SHA-256",
                    "sha512", "SHA-512",
                    "sha384", "SHA-384",
                    "sha224", "SHA-224",
                    "sha1", "SHA-1",
                    "md5", "MD5");

    /** The promise that counts; empty where nothing is promised that could be compared. */
    static Optional<FilePromise> of(Map<String, String> hashes) {
        return ALGORITHMS.stream()
                .filter(hashes::containsKey)
                .findFirst()
                .map(algorithm -> new FilePromise(algorithm, hashes.getOrDefault(algorithm, "")));
    }

    FetchOutcome keptBy(Path file, URI from, boolean foreignHost) {
        var promised = digest(algorithm);
        var sha256 = Sha256.newDigest();
        long size = 0;
        try (var in = Files.newInputStream(file)) {
            var chunk = new byte[1 << 16];
            for (var count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                promised.update(chunk, 0, count);
                sha256.update(chunk, 0, count);
                size += count;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read back " + file, e);
        }
        var actual = HexFormat.of().formatHex(promised.digest());
        if (!actual.equals(hex)) {
            return new FetchOutcome.IntegrityMismatch(
                    algorithm + "=" + hex, algorithm + "=" + actual);
        }
        var digest = Sha256.ofDigest(sha256.digest());
        return new FetchOutcome.Fetched(
                file, digest, Integrity.of(digest), size, from, foreignHost);
    }

    /** What bytes in memory turn out to be, where it is not what was promised. */
    Optional<FetchOutcome.IntegrityMismatch> broken(byte[] bytes) {
        var actual = HexFormat.of().formatHex(digest(algorithm).digest(bytes));
        return actual.equals(hex)
                ? Optional.empty()
                : Optional.of(
                        new FetchOutcome.IntegrityMismatch(
                                algorithm + "=" + hex, algorithm + "=" + actual));
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(NAMES.getOrDefault(algorithm, ""));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("no hash is called " + algorithm, e);
        }
    }
}
