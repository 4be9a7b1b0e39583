package dev.assay.scanners.artifact.npm;

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
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The strongest hash that a packument gives for a tarball.
 *
 * @param algorithm as {@link MessageDigest} names it
 * @param expected as the packument writes it
 */
record TarballPromise(String algorithm, String expected) {

    private static final Pattern SHA1 = Pattern.compile("[0-9a-fA-F]{40}");
    private static final int CHUNK = 1 << 16;

    /** SHA-512 where there is one, the old SHA-1 otherwise; empty where neither is well-formed. */
    static Optional<TarballPromise> of(Dist dist) {
        var sha512 = dist.sha512();
        if (sha512.isPresent()) {
            return Optional.of(new TarballPromise("SHA-512", sha512.get().value()));
        }
        return Optional.ofNullable(dist.shasum())
                .filter(sum -> SHA1.matcher(sum).matches())
                .map(sum -> new TarballPromise("SHA-1", sum.toLowerCase(Locale.ROOT)));
    }

    FetchOutcome keptBy(Path file, URI from, boolean foreignHost) {
        var sha256 = Sha256.newDigest();
        var sha512 = digest("SHA-512");
        var promised = digest(algorithm);
        var size = 0L;
        try (var in = Files.newInputStream(file)) {
            var chunk = new byte[CHUNK];
            for (var count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                sha256.update(chunk, 0, count);
                sha512.update(chunk, 0, count);
                promised.update(chunk, 0, count);
                size += count;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read back " + file, e);
        }
        var integrity = Integrity.ofSha512(sha512.digest());
        var actual =
                algorithm.equals("SHA-512")
                        ? integrity.value()
                        : HexFormat.of().formatHex(promised.digest());
        return actual.equals(expected)
                ? new FetchOutcome.Fetched(
                        file, Sha256.ofDigest(sha256.digest()), integrity, size, from, foreignHost)
                : new FetchOutcome.IntegrityMismatch(expected, actual);
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
