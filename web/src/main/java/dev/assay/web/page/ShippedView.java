package dev.assay.web.page;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a server is shipped as.
 *
 * @param mayJoin whether the reader may say that packages are one server
 * @param told what was done just now, or null
 * @param bad why it was not done, or null
 */
record ShippedView(
        List<Package> packages,
        List<Proposed> proposed,
        boolean mayJoin,
        @Nullable String told,
        @Nullable String bad) {

    /**
     * @param basis how it is known to be this server
     * @param removable whether it was joined, and so can be a server of its own again
     */
    record Package(String purl, String ecosystem, String basis, String why, boolean removable) {}

    /** One that may be the same server. */
    record Proposed(String purl, String ecosystem, String why) {}
}
