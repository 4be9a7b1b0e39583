package dev.assay.inventory.review;

import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Objects;

/**
 * What somebody wrote at a line of a release's code.
 *
 * @param snapshot the digest of what they looked at, null where there was none yet
 * @param place the line
 */
public record LineComment(
        Id id,
        Id releaseId,
        @Nullable Sha256 snapshot,
        Place place,
        Id authorId,
        String text,
        Instant createdAt) {

    /**
     * A line as it was when it was written about.
     *
     * @param print the fingerprint of the function around it
     * @param function that function's name, or empty
     * @param line from 1
     * @param column where the line as shown begins, from 1: minified files have one line
     * @param lineText what stood there, cut
     */
    public record Place(
            String print, String function, String file, int line, int column, String lineText) {

        public static final int LONGEST_LINE = 500;

        public Place {
            Objects.requireNonNull(print, "print is null");
            Objects.requireNonNull(function, "function is null");
            Objects.requireNonNull(file, "file is null");
            lineText =
                    lineText.length() <= LONGEST_LINE
                            ? lineText
                            : lineText.substring(0, LONGEST_LINE);
        }
    }

    public LineComment {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(releaseId, "releaseId is null");
        Objects.requireNonNull(place, "place is null");
        Objects.requireNonNull(authorId, "authorId is null");
        Objects.requireNonNull(text, "text is null");
        Objects.requireNonNull(createdAt, "createdAt is null");
    }
}
