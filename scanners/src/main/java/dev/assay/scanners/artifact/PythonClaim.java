package dev.assay.scanners.artifact;

import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.PythonName;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/** What a wheel, a source distribution or a checkout of Python calls itself. */
final class PythonClaim {

    private static final Pattern METADATA = Pattern.compile("[^/]+\\.dist-info/METADATA");
    private static final Pattern NAME =
            Pattern.compile("(?m)^Name:\\s*([A-Za-z0-9._-]{1,200})\\s*$");
    private static final Pattern VERSION =
            Pattern.compile("(?m)^Version:\\s*([\\w.!+-]{1,100})\\s*$");
    private static final Pattern PROJECT =
            Pattern.compile("(?ms)^\\[project]\\s*$(.*?)(?=^\\[|\\z)");
    private static final Pattern PROJECT_NAME =
            Pattern.compile("(?m)^name\\s*=\\s*[\"']([A-Za-z0-9._-]{1,200})[\"']");
    private static final Pattern PROJECT_VERSION =
            Pattern.compile("(?m)^version\\s*=\\s*[\"']([\\w.!+-]{1,100})[\"']");
    private static final int LARGEST = 1 << 20;

    private PythonClaim() {}

    /** The claimed release, or null where the files are no package of Python. */
    static @Nullable Purl of(Map<String, byte[]> files) {
        for (var file : files.entrySet()) {
            if (METADATA.matcher(file.getKey()).matches()) {
                return claimed(text(file.getValue()), NAME, VERSION);
            }
        }
        if (files.containsKey("package.json")) {
            return null;
        }
        var info = files.get("PKG-INFO");
        if (info != null) {
            return claimed(text(info), NAME, VERSION);
        }
        var project = files.get("pyproject.toml");
        var table = project == null ? null : PROJECT.matcher(text(project));
        return table != null && table.find()
                ? claimed(table.group(1), PROJECT_NAME, PROJECT_VERSION)
                : null;
    }

    private static String text(byte[] bytes) {
        return bytes.length > LARGEST
                ? new String(bytes, 0, LARGEST, StandardCharsets.UTF_8)
                : new String(bytes, StandardCharsets.UTF_8);
    }

    private static @Nullable Purl claimed(String text, Pattern name, Pattern version) {
        var named = name.matcher(text);
        var versioned = version.matcher(text);
        if (!named.find()) {
            return null;
        }
        return new Purl(
                "pypi",
                null,
                PythonName.normal(named.group(1)),
                versioned.find() ? versioned.group(1) : null);
    }
}
