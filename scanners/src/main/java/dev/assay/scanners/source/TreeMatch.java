package dev.assay.scanners.source;

import java.util.List;

/**
 * A package laid beside the tree of a commit; made in the worker process.
 *
 * @param schema {@value #SCHEMA}
 * @param commit what was compared with
 * @param sourceFiles how many files that has
 * @param sourceUnread files of code there that nothing here reads, each with why
 * @param fields fields of the package's manifest that make something run, and are others than in
 *     the source
 * @param tooLarge which bound was hit, or empty; then there are no files
 */
public record TreeMatch(
        String schema,
        String commit,
        int sourceFiles,
        List<Unread> sourceUnread,
        List<FileMatch> files,
        List<Field> fields,
        String tooLarge) {

    public static final String SCHEMA = "assay-source-match/1";

    /** A file that was not read. */
    public record Unread(String file, String reason) {}

    /**
     * A field of a manifest.
     *
     * @param name its keys, joined by a dot
     * @param line where it stands in the package's manifest
     */
    public record Field(String name, String here, String inSource, int line) {}

    public TreeMatch {
        sourceUnread = List.copyOf(sourceUnread);
        files = List.copyOf(files);
        fields = List.copyOf(fields);
    }
}
