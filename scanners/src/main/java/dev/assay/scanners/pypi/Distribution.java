package dev.assay.scanners.pypi;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.javascript.syntax.SourceText;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.dataformat.toml.TomlMapper;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The metadata of a package of Python, wherever they lie: a wheel has them in {@code .dist-info}, a
 * source distribution in {@code PKG-INFO} and {@code pyproject.toml}, a checkout in the latter.
 */
final class Distribution {

    private static final Pattern WHEEL = Pattern.compile("[^/]+\\.dist-info/METADATA");
    private static final Pattern ENTRY_POINTS =
            Pattern.compile("(?:[^/]+/)*[^/]+\\.(?:dist|egg)-info/entry_points\\.txt");
    private static final Pattern ROOT_FILES =
            Pattern.compile("PKG-INFO|pyproject\\.toml|setup\\.py|setup\\.cfg");

    private static final TomlMapper TOML = new TomlMapper();
    private static final int LARGEST = 4 << 20;

    private final PackageTree tree;
    private final @Nullable String metadataFile;
    private final Headers headers;
    private final JsonNode project;

    private Distribution(PackageTree tree, @Nullable String metadataFile) {
        this.tree = tree;
        this.metadataFile = metadataFile;
        this.headers = Headers.of(metadataFile == null ? "" : text(tree, metadataFile));
        this.project = project(tree);
    }

    /** The package of Python that a tree is, or null where it is none. */
    static @Nullable Distribution of(PackageTree tree) {
        var metadata =
                tree.files().keySet().stream()
                        .filter(WHEEL.asMatchPredicate())
                        .findFirst()
                        .orElse(tree.files().containsKey("PKG-INFO") ? "PKG-INFO" : null);
        if (metadata != null) {
            return new Distribution(tree, metadata);
        }
        // What is npm's is told as such, though Python may lie in it.
        if (tree.files().containsKey("package.json")) {
            return null;
        }
        var declared = tree.files().keySet().stream().anyMatch(ROOT_FILES.asMatchPredicate());
        var code =
                !tree.files().containsKey("META-INF/MANIFEST.MF")
                        && tree.files().keySet().stream().anyMatch(file -> file.endsWith(".py"));
        return declared || code ? new Distribution(tree, null) : null;
    }

    static String text(PackageTree tree, String file) {
        var bytes = tree.files().get(file);
        var text = bytes == null || bytes.length > LARGEST ? null : SourceText.decode(bytes);
        return text == null ? "" : text;
    }

    private static JsonNode project(PackageTree tree) {
        try {
            return TOML.readTree(text(tree, "pyproject.toml"));
        } catch (JacksonException e) {
            // Installers refuse it as well; nothing is declared then.
            return JsonNodeFactory.instance.objectNode();
        }
    }

    PackageTree tree() {
        return tree;
    }

    boolean isWheel() {
        return metadataFile != null && metadataFile.endsWith(".dist-info/METADATA");
    }

    Headers headers() {
        return headers;
    }

    /** The file that the metadata are in, for evidence. */
    String declaredIn() {
        return metadataFile == null ? "pyproject.toml" : metadataFile;
    }

    /** {@code pyproject.toml}; empty where there is none. */
    JsonNode project() {
        return project;
    }

    /** The folder of a wheel's metadata, with a slash; empty where it is no wheel. */
    String infoFolder() {
        return isWheel() && metadataFile != null
                ? metadataFile.substring(0, metadataFile.indexOf('/') + 1)
                : "";
    }

    String version() {
        var declared = headers.first("Version");
        return declared == null ? project.path("project").path("version").asString("") : declared;
    }

    List<EntryPoint> entryPoints() {
        var points = new ArrayList<EntryPoint>();
        for (var file : tree.files().keySet()) {
            if (ENTRY_POINTS.matcher(file).matches()) {
                points.addAll(EntryPoint.ofIni(text(tree, file)));
            }
        }
        if (points.isEmpty()) {
            table(project.path("project").path("scripts"), "console_scripts", points);
            table(project.path("project").path("gui-scripts"), "gui_scripts", points);
            for (var group : project.path("project").path("entry-points").properties()) {
                table(group.getValue(), group.getKey(), points);
            }
            table(project.path("tool").path("poetry").path("scripts"), "console_scripts", points);
        }
        return points;
    }

    private static void table(JsonNode table, String group, List<EntryPoint> points) {
        for (var entry : table.properties()) {
            if (entry.getValue().isString()) {
                points.add(
                        new EntryPoint(group, entry.getKey(), entry.getValue().stringValue(), 1));
            }
        }
    }

    /** The file that says what the entry points are. */
    String entryPointsFile() {
        return tree.files().keySet().stream()
                .filter(ENTRY_POINTS.asMatchPredicate())
                .findFirst()
                .orElse("pyproject.toml");
    }
}
