package dev.assay.scanners.javascript;

import dev.assay.scanners.profile.Coverage.Unparsed;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.FunctionPrint;

import java.util.List;
import java.util.Set;

/**
 * What the JavaScript of a package is and does.
 *
 * @param facts sorted by file, position and kind
 * @param functions sorted by file and position
 * @param codeBytes bytes of all code files
 * @param parsedCodeBytes bytes of those that were parsed
 * @param unparsed code files that were not, each with its reason
 * @param reachableFiles files of the package that its entry points, bins and hooks lead to
 * @param importedPackages names of the packages that its code imports, without Node's own
 * @param reachedPackages those of them that reachable files import
 */
public record CodeAnalysis(
        List<Fact> facts,
        List<FunctionPrint> functions,
        long codeBytes,
        long parsedCodeBytes,
        List<Unparsed> unparsed,
        Set<String> reachableFiles,
        Set<String> importedPackages,
        Set<String> reachedPackages) {

    public CodeAnalysis {
        facts = List.copyOf(facts);
        functions = List.copyOf(functions);
        unparsed = List.copyOf(unparsed);
        reachableFiles = Set.copyOf(reachableFiles);
        importedPackages = Set.copyOf(importedPackages);
        reachedPackages = Set.copyOf(reachedPackages);
    }
}
