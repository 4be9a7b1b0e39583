package dev.assay.scanners.ecosystem;

import dev.assay.scanners.coordinates.Integrity;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Optional;

/** The versions of a package that an upstream lists. */
public interface OfferedVersions {

    /** For asking again only whether something changed; null where there is none. */
    @Nullable String etag();

    /** All of them, as the upstream writes them. */
    Collection<String> all();

    /** What is said of one; empty where it is not listed. */
    Optional<Offer> find(String version);

    /**
     * One version.
     *
     * @param fetchable whether there is a file of it
     * @param deprecated whether its publisher or the upstream advises against it
     * @param promised what its bytes are said to be; null where that is not said so that it locks
     *     them
     */
    record Offer(boolean fetchable, boolean deprecated, @Nullable Integrity promised) {}
}
