package dev.assay.registry.gate.pypi;

import dev.assay.inventory.store.Id;
import dev.assay.scanners.artifact.pypi.DistributionFile;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.PythonName;

import org.jspecify.annotations.Nullable;

import java.util.regex.Pattern;

/** What a request to the PyPI gate asks for, by its path alone. */
sealed interface PypiPath {

    String PREFIX = "/pypi/";
    String METADATA = ".metadata";

    /** Stands where a decision would, in the address of a file that nobody decided about. */
    String UNDECIDED = "undecided";

    Pattern CLEAN = Pattern.compile("[A-Za-z0-9._+!~/-]*");
    int LONGEST = 1_000;

    /** The list of packages. */
    record Projects() implements PypiPath {}

    /** The page of a package, by its name in the normal spelling. */
    record Page(String project) implements PypiPath {}

    /**
     * A file of a release.
     *
     * @param sha256 in hexadecimal digits; null where the address was that of a refused file
     * @param metadata whether its metadata alone are wanted
     */
    record Stored(Purl release, @Nullable String sha256, String fileName, boolean metadata)
            implements PypiPath {}

    record Nowhere() implements PypiPath {}

    /**
     * A path with the closure that it is asked through.
     *
     * @param closure null for the union of all approved closures
     */
    record Asked(@Nullable Id closure, PypiPath path) {}

    static boolean owned(String path) {
        return path.startsWith(PREFIX) || path.equals("/pypi");
    }

    static Asked parse(String path) {
        var rest =
                path.startsWith(PREFIX)
                        ? path.substring(PREFIX.length())
                                .replace("%2B", "+")
                                .replace("%2b", "+")
                                .replace("%21", "!")
                        : "?";
        if (rest.length() > LONGEST || !CLEAN.matcher(rest).matches()) {
            return new Asked(null, new Nowhere());
        }
        if (!rest.startsWith("~/")) {
            return new Asked(null, inIndex(rest));
        }
        var slash = rest.indexOf('/', 2);
        var closure = slash < 0 ? null : Id.parse(rest.substring(2, slash)).orElse(null);
        return closure == null
                ? new Asked(null, new Nowhere())
                : new Asked(closure, inIndex(rest.substring(slash + 1)));
    }

    private static PypiPath inIndex(String path) {
        var parts = path.split("/", -1);
        // A slash at the end is part of the address of a page.
        var count = parts.length - (parts.length > 1 && parts[parts.length - 1].isEmpty() ? 1 : 0);
        if (parts[0].equals("simple")) {
            return count == 1
                    ? new Projects()
                    : count == 2 && PythonName.isName(parts[1])
                            ? new Page(PythonName.normal(parts[1]))
                            : new Nowhere();
        }
        if (count != 5 || parts.length != 5) {
            return new Nowhere();
        }
        return switch (parts[0]) {
            case "files" ->
                    parts[3].matches("[0-9a-f]{64}")
                            ? stored(parts[1], parts[2], parts[3], parts[4])
                            : new Nowhere();
            case "blocked" -> stored(parts[2], parts[3], null, parts[4]);
            default -> new Nowhere();
        };
    }

    private static PypiPath stored(
            String name, String version, @Nullable String sha256, String asked) {
        var isMetadata = asked.endsWith(METADATA);
        var fileName = isMetadata ? asked.substring(0, asked.length() - METADATA.length()) : asked;
        return DistributionFile.of(name, fileName)
                .filter(file -> file.version().toString().equals(version))
                .<PypiPath>map(
                        file ->
                                new Stored(
                                        new Purl("pypi", null, name, version),
                                        sha256,
                                        fileName,
                                        isMetadata))
                .orElseGet(Nowhere::new);
    }

    /** The part of an address that {@link #parse} reads again. */
    static String encoded(String text) {
        return text.replace("+", "%2B").replace("!", "%21");
    }
}
