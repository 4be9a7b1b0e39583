package dev.assay.scanners.source;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.artifact.git.GitTreeDocument;
import dev.assay.scanners.javascript.CodePrints.Reading;
import dev.assay.scanners.profile.FunctionPrint;
import dev.assay.scanners.source.FileMatch.How;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Lays a package beside the tree of a commit: by content first, wherever in the source it stands,
 * then function by function. Pure; reads hostile bytes, and so belongs into the worker.
 */
public final class TreeMatcher {

    /** Functions that are named; a package with more of them has another source. */
    private static final int MOST_STRANGE = 40_000;

    private final PackageTree tree;
    private final TreeMap<String, byte[]> source;
    private final String directory;
    private final Contents contents;
    private final BuildMarks marks;
    private int strange;

    private TreeMatcher(PackageTree tree, PackageTree source, String directory) {
        this.tree = tree;
        this.source = new TreeMap<>(source.files());
        this.source.remove(GitTreeDocument.FILE);
        this.directory = directory;
        this.contents = new Contents(this.source, directory);
        this.marks = new BuildMarks(this.source, directory);
    }

    /**
     * Compares.
     *
     * @param source the tree of a commit
     * @param directory where in it the package is made, without slashes around; empty for its top
     */
    public static TreeMatch match(PackageTree tree, PackageTree source, String directory) {
        return new TreeMatcher(tree, source, directory).match(commit(source));
    }

    private static String commit(PackageTree source) {
        return GitTreeDocument.of(source).map(GitTreeDocument::commit).orElse("");
    }

    private TreeMatch match(String commit) {
        var files = new ArrayList<FileMatch>();
        var code = new TreeMap<String, byte[]>();
        tree.files()
                .forEach(
                        (path, bytes) -> {
                            var from = contents.same(path, bytes);
                            if (from != null) {
                                var how =
                                        contents.isIdentical(from, bytes)
                                                ? How.IDENTICAL
                                                : How.LINE_ENDS;
                                files.add(FileMatch.of(path, how, from, ""));
                            } else if (SourceCode.isCode(path, bytes)) {
                                code.put(path, bytes);
                            } else if (RustFiles.isOne(path, tree.files())) {
                                files.add(rust(path, bytes));
                            } else {
                                files.add(other(path));
                            }
                        });
        if (!code.isEmpty()) {
            var size = source.values().stream().mapToLong(each -> each.length).sum();
            if (size > SourceCode.MOST_BYTES) {
                return tooLarge(
                        commit,
                        String.format(
                                java.util.Locale.ROOT,
                                "its source has %,d bytes; at most %,d are read",
                                size,
                                SourceCode.MOST_BYTES));
            }
        }
        var read = code.isEmpty() ? null : new SourceCode(source);
        if (read != null) {
            SourceCode.read(code).forEach((path, reading) -> files.add(code(path, reading, read)));
        }
        if (strange > MOST_STRANGE) {
            return tooLarge(
                    commit, "more than " + MOST_STRANGE + " functions are not in its source");
        }
        files.sort(java.util.Comparator.comparing(FileMatch::path));
        return new TreeMatch(
                TreeMatch.SCHEMA,
                commit,
                source.size(),
                read == null ? List.of() : read.unread(),
                files,
                RunFields.changed(tree.files(), source, directory),
                "");
    }

    private TreeMatch tooLarge(String commit, String reason) {
        return new TreeMatch(
                TreeMatch.SCHEMA, commit, source.size(), List.of(), List.of(), List.of(), reason);
    }

    private FileMatch rust(String path, byte[] bytes) {
        strange++;
        var place = contents.place(path);
        return RustFiles.compared(path, bytes, place, place == null ? null : bytesOf(place));
    }

    private FileMatch other(String path) {
        var made = PackagingFiles.why(path);
        if (made != null) {
            return FileMatch.of(path, How.MADE, null, made);
        }
        var place = contents.place(path);
        if (place != null) {
            return FileMatch.of(path, How.ALTERED, place, "");
        }
        var compiled = PackagingFiles.compiled(path);
        return compiled == null
                ? FileMatch.of(path, How.OTHER, null, "")
                : FileMatch.of(path, How.NOT_COMPARED, null, compiled);
    }

    private FileMatch code(String path, Reading reading, SourceCode read) {
        var bytes = tree.files().getOrDefault(path, new byte[0]);
        return switch (reading) {
            case Reading.Unread(var reason) ->
                    FileMatch.of(path, How.NOT_COMPARED, contents.place(path), reason);
            case Reading.Read(var functions) -> code(path, bytes, functions, read);
        };
    }

    private FileMatch code(
            String path, byte[] bytes, List<FunctionPrint> functions, SourceCode read) {
        var place = contents.place(path);
        var counterpart = place == null ? read.mostlyFrom(functions) : place;
        // What the repository holds decides; a file that says it was built could say so falsely.
        var built =
                counterpart == null
                        ? marks.why(path, bytes)
                        : marks.why(counterpart, bytesOf(counterpart));
        var lines =
                new NewLines(
                        bytes, counterpart == null ? null : bytesOf(counterpart), read.words());
        var minified =
                built != null
                        && BuildMarks.isMinified(
                                new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
        var strangers = new ArrayList<StrangeFunction>();
        var same = 0;
        var rebuilt = 0;
        var worded = 0;
        for (var function : functions) {
            if (read.has(function)) {
                same++;
            } else if (counterpart == null && read.hasRenamed(function)
                    || built != null && read.hasRenamed(function)) {
                rebuilt++;
            } else if (built != null
                    && read.mayBeMadeOf(function, minified || function.shape().isEmpty())) {
                worded++;
            } else if (++strange <= MOST_STRANGE) {
                strangers.add(stranger(function, functions, lines));
            }
        }
        var how =
                counterpart != null
                        ? built == null ? How.ALTERED : How.BUILT
                        : built != null
                                ? How.BUILT
                                : same + rebuilt > 0 && strangers.isEmpty()
                                        ? How.BUILT
                                        : How.UNKNOWN;
        return new FileMatch(
                path,
                how,
                counterpart,
                built == null ? "" : built,
                functions.size(),
                same,
                rebuilt,
                worded,
                strangers);
    }

    private byte[] bytesOf(String path) {
        return source.getOrDefault(path, new byte[0]);
    }

    /** The lines of inner functions are theirs, unless no line is left. */
    private static StrangeFunction stranger(
            FunctionPrint function, List<FunctionPrint> all, NewLines lines) {
        var at = lines.first(function.line(), function.endLine());
        return new StrangeFunction(
                function.print(), function.name(), function.line(), at, lines.text(at));
    }
}
