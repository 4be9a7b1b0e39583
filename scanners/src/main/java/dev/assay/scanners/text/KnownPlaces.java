package dev.assay.scanners.text;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/** How places whose real name only the machine knows are written in paths. */
public final class KnownPlaces {

    public static final String HOME = "~";
    public static final String TMP = "{tmp}";
    public static final String CWD = "{cwd}";
    public static final String PACKAGE = "{package}";

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

    private KnownPlaces() {}

    /** The place that a variable of the environment names, or null. */
    public static @Nullable String ofVariable(String name) {
        return OF_VARIABLES.get(name);
    }
}
