package dev.assay.inventory.listing;

import dev.assay.inventory.release.Stage;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Which versions are wanted.
 *
 * @param caller the stage that an approval has to cover
 * @param search a part of the name or the description in any case, empty for all
 * @param version one version exactly, null for all
 * @param latestAlone only the latest version of each server
 * @param changedSince only what has changed since, null for all
 * @param withInactive also what was approved once and is not now
 * @param after the last one of the page before, null for the first page
 * @param limit how many at most
 */
public record ListingQuery(
        Stage caller,
        String search,
        @Nullable String version,
        boolean latestAlone,
        @Nullable Instant changedSince,
        boolean withInactive,
        @Nullable Position after,
        int limit) {

    /** A place in the order of names and versions. */
    public record Position(String name, String version) {}

    public ListingQuery {
        Objects.requireNonNull(caller, "caller is null");
        search = search.strip().toLowerCase(Locale.ROOT);
        if (limit < 1) {
            throw new IllegalArgumentException("a page of " + limit + " versions");
        }
    }

    /** The stages of approvals that let the caller in. */
    List<String> stages() {
        return Arrays.stream(Stage.values())
                .filter(each -> each.covers(caller))
                .map(Enum::name)
                .toList();
    }
}
