package dev.assay.scanners.artifact.pypi;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an index lists of one package. Files whose names are not read are left out.
 *
 * @param project the package's name in its normal spelling
 * @param status what its maintainers or the index say of it (PEP 792), or null
 * @param tracks packages of other indexes that it says to be the same as (PEP 708)
 * @param alternates where else it says to be found (PEP 708); noted and never asked
 * @param etag for asking again only whether something changed, or null
 */
public record IndexPage(
        String project,
        List<IndexFile> files,
        @Nullable String status,
        List<String> tracks,
        List<String> alternates,
        @Nullable String etag) {

    public IndexPage {
        Objects.requireNonNull(project, "project is null");
        files = List.copyOf(files);
        tracks = List.copyOf(tracks);
        alternates = List.copyOf(alternates);
    }

    /** The versions that have a file, lowest first, in their normal spelling. */
    public List<PythonVersion> versions() {
        var byText = new TreeMap<String, PythonVersion>();
        files.forEach(file -> byText.putIfAbsent(file.version().toString(), file.version()));
        return byText.values().stream().sorted().toList();
    }

    /**
     * The files of a version.
     *
     * @param version in its normal spelling
     */
    public List<IndexFile> files(String version) {
        return files.stream().filter(file -> file.version().toString().equals(version)).toList();
    }

    /**
     * What an installer takes of some files of one version: the wheel that fits best, else the
     * sources; what was taken back only where there is nothing else.
     */
    public static Optional<IndexFile> best(List<IndexFile> files, PypiTarget target) {
        var fitting = new ArrayList<IndexFile>();
        for (var file : files) {
            if (file.isFor(target.python())
                    && (!file.name().isWheel() || target.rank(file.name()) >= 0)) {
                fitting.add(file);
            }
        }
        return fitting.stream().min(preference(target));
    }

    private static Comparator<IndexFile> preference(PypiTarget target) {
        return Comparator.comparing(IndexFile::isYanked)
                .thenComparing(file -> !file.name().isWheel())
                .thenComparing(file -> target.rank(file.name()))
                .thenComparing(file -> file.name().buildNumber(), Comparator.reverseOrder())
                .thenComparing(file -> file.name().build(), Comparator.reverseOrder());
    }
}
