package dev.assay.scanners.artifact.nuget;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Holds a package against what its bytes are said to be. */
final class PackageDigest {

    private PackageDigest() {}

    static FetchOutcome checked(
            Path file, @Nullable Integrity promised, URI from, boolean foreignHost) {
        var strong = sha512();
        var sha256 = Sha256.newDigest();
        long size = 0;
        try (var in = Files.newInputStream(file)) {
            var chunk = new byte[1 << 16];
            for (var count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                strong.update(chunk, 0, count);
                sha256.update(chunk, 0, count);
                size += count;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read back " + file, e);
        }
        var digest = Sha256.ofDigest(sha256.digest());
        var actual =
                promised != null && promised.value().startsWith("sha512-")
                        ? Integrity.ofSha512(strong.digest())
                        : Integrity.of(digest);
        return promised != null && !promised.equals(actual)
                ? new FetchOutcome.IntegrityMismatch(promised.value(), actual.value())
                : new FetchOutcome.Fetched(file, digest, actual, size, from, foreignHost);
    }

    private static MessageDigest sha512() {
        try {
            return MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-512", e);
        }
    }
}
