package dev.assay.scanners.manifest;

import dev.assay.scanners.artifact.PackageTree;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a package's own code wants from a dependency that it declares. */
public final class DependencyUse {

    private static final List<String> TYPES = List.of(".d.ts", ".d.mts", ".d.cts", ".ts");

    private final PackageTree tree;
    private final Set<String> imported;
    private final Set<String> reached;
    private final boolean readWhole;

    /**
     * @param imported the packages that the code imports
     * @param reached those of them that code imports to which an entry point leads
     * @param readWhole whether all code was read; otherwise what is not imported is unknown
     */
    public DependencyUse(
            PackageTree tree, Set<String> imported, Set<String> reached, boolean readWhole) {
        this.tree = tree;
        this.imported = Set.copyOf(imported);
        this.reached = new TreeSet<>(reached);
        this.readWhole = readWhole;
    }

    /** The packages that the code which runs imports. */
    Set<String> imported() {
        return reached;
    }

    /** {@code code}, {@code types}, {@code no}, or {@code unknown}. */
    String of(String dependency) {
        if (imported.contains(dependency)) {
            return "code";
        }
        if (!readWhole) {
            return "unknown";
        }
        return namedInTypes(dependency) ? "types" : "no";
    }

    private boolean namedInTypes(String dependency) {
        for (var file : tree.files().entrySet()) {
            if (TYPES.stream().anyMatch(file.getKey()::endsWith)) {
                var text = new String(file.getValue(), StandardCharsets.UTF_8);
                if (text.contains("'" + dependency) || text.contains("\"" + dependency)) {
                    return true;
                }
            }
        }
        return false;
    }
}
