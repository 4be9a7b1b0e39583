package dev.assay.scanners.artifact.pypi;

import dev.assay.scanners.coordinates.PythonName;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the name of a file says: a wheel (PEP 427) or a source distribution (PEP 625).
 *
 * @param project the package's name in its normal spelling
 * @param version in the normal spelling or in any other
 * @param tags what a wheel runs on; empty for a source distribution
 * @param build a wheel's build number, empty for none
 */
public record DistributionFile(
        String project, String fileName, PythonVersion version, Set<String> tags, String build) {

    private static final int LONGEST = 300;
    private static final int MOST_TAGS = 200;
    private static final Pattern CLEAN = Pattern.compile("[A-Za-z0-9._+!-]+");
    private static final Pattern WHEEL =
            Pattern.compile("([^-]+)-([^-]+)(?:-(\\d[^-]*))?-([^-]+)-([^-]+)-([^-]+)\\.whl");
    private static final List<String> SOURCES = List.of(".tar.gz", ".tgz", ".zip");

    public DistributionFile {
        tags = Set.copyOf(tags);
    }

    /**
     * Reads a name.
     *
     * @param project the package's name in its normal spelling
     * @return empty where it is no file of that package that Assay knows how to read
     */
    public static Optional<DistributionFile> of(String project, String fileName) {
        if (fileName.length() > LONGEST || !CLEAN.matcher(fileName).matches()) {
            return Optional.empty();
        }
        return fileName.endsWith(".whl") ? wheel(project, fileName) : source(project, fileName);
    }

    private static Optional<DistributionFile> wheel(String project, String fileName) {
        var form = WHEEL.matcher(fileName);
        if (!form.matches() || !PythonName.normal(form.group(1)).equals(project)) {
            return Optional.empty();
        }
        var tags = new LinkedHashSet<String>();
        for (var python : form.group(4).split("\\.")) {
            for (var abi : form.group(5).split("\\.")) {
                for (var platform : form.group(6).split("\\.")) {
                    if (tags.size() < MOST_TAGS) {
                        tags.add((python + "-" + abi + "-" + platform).toLowerCase(Locale.ROOT));
                    }
                }
            }
        }
        var build = form.group(3) == null ? "" : form.group(3);
        return PythonVersion.of(form.group(2).replace('_', '-'))
                .map(version -> new DistributionFile(project, fileName, version, tags, build));
    }

    /** Names with hyphens were not escaped in former times, so the hyphen to cut at is searched. */
    private static Optional<DistributionFile> source(String project, String fileName) {
        for (var ending : SOURCES) {
            if (fileName.endsWith(ending)) {
                var stem = fileName.substring(0, fileName.length() - ending.length());
                for (var cut = stem.indexOf('-'); cut > 0; cut = stem.indexOf('-', cut + 1)) {
                    if (PythonName.normal(stem.substring(0, cut)).equals(project)) {
                        var version = PythonVersion.of(stem.substring(cut + 1));
                        if (version.isPresent()) {
                            return Optional.of(
                                    new DistributionFile(
                                            project, fileName, version.get(), Set.of(), ""));
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }

    public boolean isWheel() {
        return fileName.endsWith(".whl");
    }

    /** A wheel's build number, by which a later build of the same is preferred. */
    long buildNumber() {
        var digits = build.replaceFirst("\\D.*$", "");
        return digits.isEmpty() || digits.length() > 18 ? 0 : Long.parseLong(digits);
    }
}
