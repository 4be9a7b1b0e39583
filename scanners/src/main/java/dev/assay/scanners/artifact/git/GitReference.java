package dev.assay.scanners.artifact.git;

import org.eclipse.jgit.lib.Repository;

import java.util.regex.Pattern;

/** How a commit is named: by its id, or by a tag. Branches move and name no release. */
public final class GitReference {

    /** Where tags are. */
    static final String TAGS = "refs/tags/";

    private static final int LONGEST = 200;
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

    private GitReference() {}

    public static boolean isCommit(String version) {
        return COMMIT.matcher(version).matches();
    }

    /** Whether git would take it for the name of a tag. */
    public static boolean isTagName(String version) {
        return version.length() <= LONGEST
                && !version.startsWith("-")
                && Repository.isValidRefName(TAGS + version);
    }
}
