package dev.assay.scanners.profile;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.javascript.CodeAnalysis;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a package's own code wants from a dependency that it declares. */
final class DependencyUse {

    private static final List<String> TYPES = List.of(".d.ts", ".d.mts", ".d.cts", ".ts");

    private final PackageTree tree;
    private final CodeAnalysis code;

    DependencyUse(PackageTree tree, CodeAnalysis code) {
        this.tree = tree;
        this.code = code;
    }

    /** {@code code}, {@code types}, {@code no}, or {@code unknown} where code went unread. */
    String of(String dependency) {
        if (code.importedPackages().contains(dependency)) {
            return "code";
        }
        if (code.parsedCodeBytes() < code.codeBytes()) {
            return "unknown";
        }
        return namedInTypes(dependency) ? "types" : "no";
    }

    private boolean namedInTypes(String dependency) {
        var quoted = new String[] {"'" + dependency, "\"" + dependency};
        for (var file : tree.files().entrySet()) {
            if (TYPES.stream().anyMatch(file.getKey()::endsWith)) {
                var text = new String(file.getValue(), StandardCharsets.UTF_8);
                if (text.contains(quoted[0]) || text.contains(quoted[1])) {
                    return true;
                }
            }
        }
        return false;
    }
}
