package dev.assay.scanners.javascript;

import dev.assay.scanners.text.KnownPlaces;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/** Values of Node that are places whose real name only the machine knows. */
final class Places {

    private static final Map<String, String> OF_VALUES =
            Map.ofEntries(
                    Map.entry("m:os.homedir()", KnownPlaces.HOME),
                    Map.entry("m:os.tmpdir()", KnownPlaces.TMP),
                    Map.entry("g:process.cwd()", KnownPlaces.CWD),
                    Map.entry("g:__dirname", KnownPlaces.PACKAGE),
                    Map.entry("g:__filename", KnownPlaces.PACKAGE + "/file"),
                    Map.entry("g:process.execPath", "node"),
                    Map.entry("m:py:sys.executable", "python"),
                    Map.entry("g:process.argv.0", "node"),
                    Map.entry("g:import.meta.url", KnownPlaces.PACKAGE + "/file"),
                    Map.entry("g:import.meta.filename", KnownPlaces.PACKAGE + "/file"),
                    Map.entry("g:import.meta.dirname", KnownPlaces.PACKAGE));

    private Places() {}

    static @Nullable String ofValue(String path) {
        return OF_VALUES.get(path);
    }
}
