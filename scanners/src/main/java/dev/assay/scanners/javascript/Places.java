package dev.assay.scanners.javascript;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/** How places whose real name only the machine knows are written in paths. */
final class Places {

    static final String HOME = "~";
    static final String TMP = "{tmp}";
    static final String CWD = "{cwd}";
    static final String PACKAGE = "{package}";

    private static final Map<String, String> OF_VALUES =
            Map.ofEntries(
                    Map.entry("m:os.homedir()", HOME),
                    Map.entry("m:os.tmpdir()", TMP),
                    Map.entry("g:process.cwd()", CWD),
                    Map.entry("g:__dirname", PACKAGE),
                    Map.entry("g:__filename", PACKAGE + "/file"),
                    Map.entry("g:process.execPath", "node"),
                    Map.entry("m:py:sys.executable", "python"),
                    Map.entry("g:process.argv.0", "node"),
                    Map.entry("g:import.meta.url", PACKAGE + "/file"),
                    Map.entry("g:import.meta.filename", PACKAGE + "/file"),
                    Map.entry("g:import.meta.dirname", PACKAGE));

    private static final Map<String, String> OF_VARIABLES =
            Map.ofEntries(
                    Map.entry("HOME", HOME),
                    Map.entry("USERPROFILE", HOME),
                    Map.entry("APPDATA", HOME + "/AppData/Roaming"),
                    Map.entry("LOCALAPPDATA", HOME + "/AppData/Local"),
                    Map.entry("XDG_CONFIG_HOME", HOME + "/.config"),
                    Map.entry("XDG_DATA_HOME", HOME + "/.local/share"),
                    Map.entry("XDG_CACHE_HOME", HOME + "/.cache"),
                    Map.entry("TMPDIR", TMP),
                    Map.entry("TEMP", TMP),
                    Map.entry("TMP", TMP));

    private Places() {}

    static @Nullable String ofValue(String path) {
        return OF_VALUES.get(path);
    }

    static @Nullable String ofVariable(String name) {
        return OF_VARIABLES.get(name);
    }
}
