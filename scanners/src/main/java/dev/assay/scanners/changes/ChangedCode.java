package dev.assay.scanners.changes;

import dev.assay.scanners.finding.Change;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/**
 * The code of a plan, cut out of the artifacts and laid out for reading. All text in it is hostile;
 * all of it is bounded, and what was cut is named.
 *
 * @param functions in the order of the plan
 * @param cut how many of the plan's units are not here because the whole is long enough
 * @param sameText how many are left out because they read as before: only what they call changed
 * @param files every file of both versions, by path
 * @param filesCut how many files are not listed
 * @param manifest what changed in {@code package.json} besides version and dependencies
 */
public record ChangedCode(
        List<ChangedFunction> functions,
        int cut,
        int sameText,
        List<ChangedFile> files,
        int filesCut,
        List<ManifestEntry> manifest) {

    /**
     * One function, or the code of a file outside of all functions.
     *
     * @param print its fingerprint, the older one's where it is gone
     * @param change added, changed or removed
     * @param from null where it is new
     * @param to null where it is gone
     * @param edits where the lines of the two sides differ, in order
     * @param reflowed whether line breaks were put where the file has none
     */
    public record ChangedFunction(
            String print,
            Change change,
            boolean topLevel,
            @Nullable Side from,
            @Nullable Side to,
            List<Edit> edits,
            boolean reflowed) {

        public ChangedFunction {
            Objects.requireNonNull(print, "print is null");
            Objects.requireNonNull(change, "change is null");
            edits = List.copyOf(edits);
        }

        /** The newer side, or the older one of what is gone. */
        public Side shown() {
            var side = to == null ? from : to;
            return Objects.requireNonNull(side, "a function of no version");
        }
    }

    /**
     * A function in one version.
     *
     * @param name empty where it has none
     * @param endLine the line of the file in which it ends, from 1
     * @param endColumn the first column there that is not part of it, from 1
     * @param cut what is missing, for people, or null
     */
    public record Side(
            String file,
            String name,
            int endLine,
            int endColumn,
            List<Line> lines,
            @Nullable String cut) {

        public Side {
            Objects.requireNonNull(file, "file is null");
            Objects.requireNonNull(name, "name is null");
            lines = List.copyOf(lines);
        }
    }

    /**
     * A line as it is read.
     *
     * @param number the line of the file that its first character stands in, from 1
     * @param column where in that line, in UTF-16 units from 1
     * @param marks pairs of places in the text, from and to, between which words differ
     */
    public record Line(int number, int column, String text, List<Integer> marks) {

        public Line {
            Objects.requireNonNull(text, "text is null");
            marks = List.copyOf(marks);
        }
    }

    /** Lines of one side that stand for lines of the other; places from 0, the end excluded. */
    public record Edit(int oldFrom, int oldTo, int newFrom, int newTo) {}

    /**
     * A file.
     *
     * @param before its bytes in the older version, or null
     * @param now its bytes in the newer version, or null
     */
    public record ChangedFile(
            String path, State state, @Nullable Integer before, @Nullable Integer now) {

        public ChangedFile {
            Objects.requireNonNull(path, "path is null");
            Objects.requireNonNull(state, "state is null");
        }
    }

    /** What became of a file. */
    public enum State {
        ADDED,
        CHANGED,
        REMOVED,
        SAME
    }

    /** One key of the manifest, by words. */
    public record ManifestEntry(String key, List<WordRun> words) {

        public ManifestEntry {
            Objects.requireNonNull(key, "key is null");
            words = List.copyOf(words);
        }
    }

    public ChangedCode {
        functions = List.copyOf(functions);
        files = List.copyOf(files);
        manifest = List.copyOf(manifest);
    }
}
