package dev.assay.inventory.backup;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a backup holds, as {@code backup.json} says, its last entry: a file that was cut off has
 * none.
 *
 * @param format {@link #FORMAT}
 * @param madeAt ISO 8601
 * @param migrations of the database, in no order
 * @param blobs of the blob store, or what they have to be found as
 */
record Manifest(
        String format,
        String madeAt,
        List<String> migrations,
        List<Rows> tables,
        Blobs blobs,
        List<Part> files) {

    static final String FORMAT = "assay-backup/1";

    static final String ENTRY = "backup.json";

    /**
     * The rows of one table, in {@code tables/NAME.jsonl}.
     *
     * @param columns in the order of each line
     * @param digest the sum of the lines' SHA-256 modulo 2^256
     * @param next what the database counts on with
     */
    record Rows(String name, List<Column> columns, long rows, String digest, @Nullable Long next) {}

    record Column(String name, String kind) {}

    /**
     * @param within whether their bytes are in this file; if not, {@code blobs.txt} names them
     * @param place where they lie, if not within
     */
    record Blobs(boolean within, String place, long count) {}

    /** A file of the data folder. */
    record Part(String name, String sha256) {}
}
