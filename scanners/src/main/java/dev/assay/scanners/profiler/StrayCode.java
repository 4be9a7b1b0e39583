package dev.assay.scanners.profiler;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.CodeAnalysis;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.FunctionPrint;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Code that is shipped although nothing of the package leads to it: no entry point, no bin, no
 * hook, no import. It does nothing until a later version runs it.
 */
final class StrayCode {

    private StrayCode() {}

    /**
     * @param digests of the files of the package, as a profile keeps them
     */
    static List<Fact> in(PackageTree tree, CodeAnalysis code, Map<String, String> digests) {
        var files = new TreeSet<String>();
        code.functions().stream().map(FunctionPrint::file).forEach(files::add);
        tree.files()
                .forEach(
                        (file, bytes) -> {
                            if (bytes.length > 2 && bytes[0] == '#' && bytes[1] == '!') {
                                files.add(file);
                            }
                        });
        files.removeAll(code.reachableFiles());
        return files.stream()
                .filter(digests::containsKey)
                .map(file -> fact(tree, file, digests.getOrDefault(file, "")))
                .toList();
    }

    private static Fact fact(PackageTree tree, String file, String digest) {
        return new Fact(
                FindingKind.ENTRY_POINT,
                file,
                null,
                false,
                Via.PLAIN,
                new Evidence(tree.purl().toString(), file, 0, 0, null, ""),
                Map.of("role", "none", "digest", digest));
    }
}
