package dev.assay.registry.listing;

import dev.assay.inventory.listing.ListingQuery;
import dev.assay.inventory.release.Stage;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * The question and the place where its next page begins, since clients ask for that page with
 * nothing but the cursor. Written in the URL-safe alphabet: some put it into an address as it is.
 */
record Cursor(
        String search,
        @Nullable String version,
        boolean latest,
        @Nullable String since,
        boolean deleted,
        String afterName,
        String afterVersion) {

    private static final int MOST_CHARACTERS = 2000;
    private static final JsonMapper JSON = new JsonMapper();

    static Cursor after(ListingQuery query, String name, String version) {
        var since = query.changedSince();
        return new Cursor(
                query.search(),
                query.version(),
                query.latestAlone(),
                since == null ? null : since.toString(),
                query.withInactive(),
                name,
                version);
    }

    /** Reads what {@link #toString} wrote; empty for anything else. */
    static Optional<Cursor> parse(String text) {
        if (text.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        try {
            var cursor = JSON.readValue(Base64.getUrlDecoder().decode(text), Cursor.class);
            var whole =
                    cursor.search != null
                            && cursor.afterName != null
                            && cursor.afterVersion != null
                            && (cursor.since == null || Instant.parse(cursor.since) != null);
            return whole ? Optional.of(cursor) : Optional.empty();
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    ListingQuery query(Stage caller, int limit) {
        return new ListingQuery(
                caller,
                search,
                version,
                latest,
                since == null ? null : Instant.parse(since),
                deleted,
                new ListingQuery.Position(afterName, afterVersion),
                limit);
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(JSON.writeValueAsString(this).getBytes(StandardCharsets.UTF_8));
    }
}
