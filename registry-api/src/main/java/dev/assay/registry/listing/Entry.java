package dev.assay.registry.listing;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What is kept about a listed version: all that does not change while it is approved.
 *
 * @param claimedName the name that the package gives itself, verified or not; null for none
 * @param deprecated what upstream says against using it, null for nothing
 * @param gatePath where the gate serves its closure, below the gate's address
 * @param transport how a remote server is spoken to; null for a package
 */
record Entry(
        String title,
        String description,
        @Nullable String claimedName,
        @Nullable String deprecated,
        @Nullable Repository repository,
        @Nullable String websiteUrl,
        String purl,
        String sha256,
        String integrity,
        String snapshotSha256,
        String gatePath,
        @Nullable String transport,
        List<Destination> destinations,
        List<Tool> tools) {

    /** Where its source is said to be. */
    record Repository(String url, String source) {}

    /**
     * A host that it talks to.
     *
     * @param declared whether the request names it
     * @param found whether its code or a dependency's contacts it
     */
    record Destination(String host, boolean declared, boolean found) {}

    /**
     * @param toolClass read, write, never, or unclassified
     */
    record Tool(String name, String toolClass) {}

    Entry {
        destinations = List.copyOf(destinations);
        tools = List.copyOf(tools);
    }
}
