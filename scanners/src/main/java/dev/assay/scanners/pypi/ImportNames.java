package dev.assay.scanners.pypi;

import java.util.Map;
import java.util.Set;

/** What code imports of a package, whose name in the registry is often another. */
final class ImportNames {

    private static final Map<String, String> OTHERS =
            Map.ofEntries(
                    Map.entry("pyyaml", "yaml"),
                    Map.entry("python-dotenv", "dotenv"),
                    Map.entry("beautifulsoup4", "bs4"),
                    Map.entry("pillow", "PIL"),
                    Map.entry("scikit-learn", "sklearn"),
                    Map.entry("python-dateutil", "dateutil"),
                    Map.entry("pyjwt", "jwt"),
                    Map.entry("opencv-python", "cv2"),
                    Map.entry("protobuf", "google"),
                    Map.entry("psycopg2-binary", "psycopg2"),
                    Map.entry("mysql-connector-python", "mysql"),
                    Map.entry("sentry-sdk", "sentry_sdk"),
                    Map.entry("websocket-client", "websocket"),
                    Map.entry("dnspython", "dns"),
                    Map.entry("attrs", "attr"),
                    Map.entry("gitpython", "git"),
                    Map.entry("pygithub", "github"),
                    Map.entry("pymupdf", "fitz"));

    private ImportNames() {}

    /**
     * {@code code} where the code imports it, and else {@code unknown}: nobody but the package
     * itself says which modules it has.
     */
    static String use(String requirement, Set<String> imported) {
        var module = requirement.replace('-', '_');
        var other = OTHERS.get(requirement);
        for (var name : imported) {
            var plain = name.startsWith("py:") ? name.substring(3) : name;
            if (plain.equalsIgnoreCase(module) || plain.equals(other)) {
                return "code";
            }
        }
        return "unknown";
    }
}
