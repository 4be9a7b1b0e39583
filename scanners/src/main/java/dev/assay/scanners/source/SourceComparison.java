package dev.assay.scanners.source;

import java.util.List;
import java.util.Locale;

/**
 * How a package compares with its source. The lists are bounded; the counts are whole.
 *
 * @param repository as HOST/OWNER/REPO
 * @param commit what was compared with
 * @param foundBy what led there: provenance, a commit that the manifest names, or a tag
 * @param isProven whether a verified attestation names repository and commit
 * @param directory the folder of the repository that the package is made in, or empty
 * @param unknownFiles code that comes from nowhere in the source, the files that run first
 * @param unknownFunctions functions that come from nowhere, in files that otherwise do
 * @param fields of the manifest that make something run, and are others than in the source
 * @param altered other files that the source has with other content
 * @param notCompared files of which nothing here can tell where they come from
 * @param others files that are no code and not in the source
 */
public record SourceComparison(
        String repository,
        String commit,
        String foundBy,
        boolean isProven,
        String directory,
        Counts counts,
        List<UnknownFile> unknownFiles,
        List<UnknownFunction> unknownFunctions,
        List<TreeMatch.Field> fields,
        List<Named> altered,
        List<Named> notCompared,
        List<Named> others) {

    /** The longest that any list is. */
    public static final int MOST = 200;

    /** A file with a word about it. */
    public record Named(String path, String why) {}

    /**
     * A file of code that comes from nowhere.
     *
     * @param runs whether an entry point, bin or hook leads to it
     * @param why what tells that it was built, or empty
     * @param functions how many functions it has
     * @param unknown how many of them are neither the source's nor a known dependency's
     */
    public record UnknownFile(String path, boolean runs, String why, int functions, int unknown) {}

    /**
     * A function that comes from nowhere.
     *
     * @param from the file of the source that its file is, or null where that was built of many
     * @param isBuilt whether its file was built, so that it was compared by words
     * @param line where it begins
     * @param at the first line that the source does not have
     * @param text that line
     */
    public record UnknownFunction(
            String path,
            @org.jspecify.annotations.Nullable String from,
            boolean runs,
            boolean isBuilt,
            String name,
            int line,
            int at,
            String text) {}

    /**
     * Files and functions by what became of them.
     *
     * @param sourceFiles files of the commit
     * @param dependencies functions that are those of known releases of other packages
     * @param worded functions of built files that are made of the source's words alone
     */
    public record Counts(
            int sourceFiles,
            int files,
            int identical,
            int lineEnds,
            int altered,
            int built,
            int made,
            int unknownFiles,
            int others,
            int notCompared,
            int functions,
            int same,
            int rebuilt,
            int worded,
            int dependencies,
            int unknownFunctions) {}

    public SourceComparison {
        unknownFiles = List.copyOf(unknownFiles);
        unknownFunctions = List.copyOf(unknownFunctions);
        fields = List.copyOf(fields);
        altered = List.copyOf(altered);
        notCompared = List.copyOf(notCompared);
        others = List.copyOf(others);
    }

    /** Whether nothing that runs comes from nowhere, as far as it could be compared. */
    public boolean matches() {
        return counts.unknownFunctions == 0
                && fields.isEmpty()
                && unknownFiles.stream().noneMatch(UnknownFile::runs);
    }

    String summary() {
        return String.format(
                Locale.ROOT,
                "%d of %d files are in %s as they are, %d were built; %d files and %d functions come"
                        + " from nowhere, %d files could not be compared",
                counts.identical + counts.lineEnds,
                counts.files,
                repository,
                counts.built,
                counts.unknownFiles,
                counts.unknownFunctions,
                counts.notCompared);
    }
}
