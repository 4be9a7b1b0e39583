package dev.assay.scanners.profile;

import java.util.List;
import java.util.Objects;

/**
 * How much of a package was looked at. What was not read is named, never left out.
 *
 * @param files all files of the package
 * @param bytes their bytes
 * @param codeBytes bytes of files that a runtime would load as code, whatever their extension
 * @param parsedCodeBytes how many of those were parsed
 * @param unparsed the code files that were not parsed, each with its reason
 * @param functions functions found
 * @param newFunctions functions that nothing in the version compared with resembles, and that no
 *     known release of another package has; 0 without a version to compare with
 * @param changedFunctions functions that were others in the version compared with
 */
public record Coverage(
        int files,
        long bytes,
        long codeBytes,
        long parsedCodeBytes,
        List<Unparsed> unparsed,
        int functions,
        int newFunctions,
        int changedFunctions) {

    /** Below this share of parsed code bytes no verdict is quiet. */
    public static final double REQUIRED_SHARE = 0.995;

    /** A code file that was not parsed. */
    public record Unparsed(String file, String reason) {

        public Unparsed {
            Objects.requireNonNull(file, "file is null");
            Objects.requireNonNull(reason, "reason is null");
        }
    }

    public Coverage {
        unparsed = List.copyOf(unparsed);
    }

    /** The parsed share of the code, from 0 to 1; 1 where there is no code. */
    public double share() {
        return codeBytes == 0 ? 1 : (double) parsedCodeBytes / codeBytes;
    }

    public boolean sufficient() {
        return share() >= REQUIRED_SHARE;
    }
}
