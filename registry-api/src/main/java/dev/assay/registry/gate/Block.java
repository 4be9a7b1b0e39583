package dev.assay.registry.gate;

import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * A fetch that is refused, and what is known of why.
 *
 * @param purl what was asked for; without a version where a whole package was
 * @param about the release that the cause speaks of: the package itself, or one that depends on it
 *     or whose closure was asked for; null where nobody knows of one
 * @param incident the record of bytes that differ, null for every other cause
 * @param sha256 the approved digest where bytes differ
 */
public record Block(
        Purl purl,
        Cause cause,
        @Nullable KnownRelease about,
        @Nullable Id incident,
        @Nullable String sha256) {

    public Block {
        Objects.requireNonNull(purl, "purl is null");
        Objects.requireNonNull(cause, "cause is null");
    }

    /** A file of a version that is approved, which was not among its files then. */
    public static Block otherFile(Purl purl, KnownRelease release) {
        return new Block(purl, Cause.OTHER_FILE, release, null, null);
    }

    static Block neverRequested(Purl purl) {
        return new Block(purl, Cause.NEVER_REQUESTED, null, null, null);
    }

    /** Name and version as people write them. */
    public String subject() {
        return subject(purl);
    }

    static String subject(Purl purl) {
        return purl.version() == null
                ? purl.packageName()
                : purl.packageName() + " " + purl.version();
    }

    /** Whether it is refused for the sake of another package. */
    public boolean forAnother() {
        return about != null && !about.purl().equals(purl);
    }

    /** The state in a few words, for example {@code dependency of acme 1.0.0 (in review)}. */
    public String state() {
        if (about == null || !isDependency()) {
            return cause.words();
        }
        return "dependency of " + subject(about.purl()) + " (" + cause.words() + ")";
    }

    /** What, in which state, and why: one sentence without its full stop. */
    public String sentence() {
        if (about == null) {
            return subject() + " " + cause.sentence();
        }
        var why = about.reason().isBlank() || cause.speaksForItself() ? "" : ": " + about.reason();
        if (cause == Cause.OTHER_STAGE) {
            var stage = about.stage() == null ? "no stage" : about.stage().words();
            return (isDependency() ? subject() + " is a dependency of " : "")
                    + subject(about.purl())
                    + (isDependency() ? ", which" : "")
                    + " is approved for "
                    + stage
                    + " only";
        }
        if (cause == Cause.OTHER_FILE) {
            return subject() + " " + cause.sentence();
        }
        if (cause == Cause.OUTSIDE_CLOSURE) {
            return subject() + " does not belong to the closure of " + subject(about.purl());
        }
        return isDependency()
                ? subject()
                        + " is a dependency of "
                        + subject(about.purl())
                        + ", which "
                        + cause.sentence()
                        + why
                : subject() + " " + cause.sentence() + why;
    }

    private boolean isDependency() {
        return about != null
                && cause != Cause.OUTSIDE_CLOSURE
                && cause != Cause.OTHER_FILE
                && cause != Cause.BYTES_DIFFER
                && !about.purl().withVersion(null).equals(purl.withVersion(null));
    }
}
