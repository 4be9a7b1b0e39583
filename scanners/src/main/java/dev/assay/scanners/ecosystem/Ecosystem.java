package dev.assay.scanners.ecosystem;

import dev.assay.scanners.artifact.ArchiveLimits;
import dev.assay.scanners.artifact.ReadOutcome;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * One way in which packages are published, without its network: how its releases are named, ordered
 * and packed. Its upstream is an {@link Upstream}. Stateless, and safe for use by many threads.
 */
public interface Ecosystem {

    /** The type of its package URLs, in lower case. */
    String type();

    /**
     * What it is called where there is one word for it, as in addresses and settings: {@code npm}.
     */
    default String name() {
        return type();
    }

    /**
     * Whether a package URL is one of its own, right or wrong. Ecosystems may share a type; then
     * each says here which of them it has, and no package URL is owned by two.
     */
    default boolean owns(Purl purl) {
        return type().equals(purl.type());
    }

    /** Whether files of this name are its packages, whatever they say of themselves. */
    default boolean isPackage(String fileName) {
        return false;
    }

    /** A release as people write one, for messages. */
    String example(Purl named);

    /**
     * Why a package URL names no release of this ecosystem; empty where it does.
     *
     * @param release with a version
     */
    Optional<String> flaw(Purl release);

    /** A version with its place in the ecosystem's own order; empty where it has none. */
    Optional<ReleaseVersion> version(String text);

    /**
     * Whether publishers give versions. Where they do not, there is one state at a time, and {@link
     * Upstream#versions} tells how it is named.
     */
    default boolean isVersioned() {
        return true;
    }

    /**
     * Whether what is named may be something else tomorrow, so that a release is what it stands for
     * when it is asked for: the address of what has no versions, a tag that is no version.
     */
    default boolean moves(Purl named) {
        return !isVersioned() && named.version() == null;
    }

    /**
     * Whether two versions name the same thing: of what has no versions of its own, the same state
     * seen twice.
     */
    default boolean isSame(String version, String other) {
        return version.equals(other);
    }

    /**
     * Which release something is that the gate passed on unvetted; empty where it is a part that is
     * none by itself.
     *
     * @param item as the ecosystem's gate writes it down: a package URL, with a space and a file's
     *     name behind it where a release has several, unless the ecosystem says otherwise
     * @throws IllegalArgumentException when it is nothing of the kind
     */
    default Optional<Purl> passed(String item) {
        return Optional.of(Purl.parse(item.replaceFirst(" .*", "")));
    }

    /**
     * Reads the file of one package into memory. Called in the worker process.
     *
     * @param purl what it was fetched as, or null to take what it says of itself
     */
    ReadOutcome read(Path file, @Nullable Purl purl, ArchiveLimits limits, Clock clock);
}
