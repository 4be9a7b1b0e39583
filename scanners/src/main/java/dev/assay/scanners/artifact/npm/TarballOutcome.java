package dev.assay.scanners.artifact.npm;

import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** What became of fetching a tarball. Only {@link Fetched} leaves bytes that may be used. */
public sealed interface TarballOutcome {

    /**
     * The bytes are there, and hash to what the packument says.
     *
     * @param file where they are
     * @param sha256 the name under which they are kept
     * @param integrity their SHA-512
     * @param size in bytes
     * @param from where they came from in the end
     * @param foreignHost whether the packument names an origin other than its registry's
     */
    record Fetched(
            Path file, Sha256 sha256, Integrity integrity, long size, URI from, boolean foreignHost)
            implements TarballOutcome {}

    /**
     * The bytes are not the ones that the packument promises: an incident, never a reason to retry.
     *
     * @param expected the hash as the packument writes it
     * @param actual the hash of what came, by the same algorithm
     */
    record IntegrityMismatch(String expected, String actual) implements TarballOutcome {}

    /** The packument gives no hash that we could compare with. */
    record NothingToCompare(String reason) implements TarballOutcome {}

    /** The body ended early on every attempt. */
    record Truncated(String reason) implements TarballOutcome {}

    /** The tarball exceeds the limit, in bytes. */
    record TooLarge(long limit) implements TarballOutcome {}

    /** There is no file at the address that the packument names. */
    record NotFound(String reason) implements TarballOutcome {}

    /**
     * The upstream is away, overloaded, refuses us, or is named by an address we do not go to.
     *
     * @param retryAfter what it asked for, or null
     */
    record Unavailable(String reason, @Nullable Duration retryAfter) implements TarballOutcome {}

    /** No registry is configured; the reason is {@link NpmConfiguration#NOT_CONFIGURED}. */
    record NotConfigured(String reason) implements TarballOutcome {}
}
