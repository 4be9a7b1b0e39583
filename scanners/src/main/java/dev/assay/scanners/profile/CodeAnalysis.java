package dev.assay.scanners.profile;

import dev.assay.scanners.profile.Coverage.Unparsed;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the code of a package is and does, in one language or in all that it is written in.
 *
 * @param facts sorted by file, position and kind
 * @param functions sorted by file and position
 * @param codeBytes bytes of all code files
 * @param parsedCodeBytes bytes of those that were parsed
 * @param unparsed code files that were not, each with its reason
 * @param reachableFiles files of the package that its entry points, bins and hooks lead to
 * @param importedPackages names of the npm packages that its code imports, without Node's own
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

    /** Of a package without code in a language. */
    public static final CodeAnalysis NONE =
            new CodeAnalysis(List.of(), List.of(), 0, 0, List.of(), Set.of(), Set.of(), Set.of());

    /** Both together, this one first. */
    public CodeAnalysis and(CodeAnalysis other) {
        return new CodeAnalysis(
                joined(facts, other.facts),
                joined(functions, other.functions),
                codeBytes + other.codeBytes,
                parsedCodeBytes + other.parsedCodeBytes,
                joined(unparsed, other.unparsed),
                joined(reachableFiles, other.reachableFiles),
                joined(importedPackages, other.importedPackages),
                joined(reachedPackages, other.reachedPackages));
    }

    private static <T> List<T> joined(List<T> one, List<T> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    private static <T> Set<T> joined(Set<T> one, Set<T> other) {
        return Stream.concat(one.stream(), other.stream()).collect(Collectors.toSet());
    }
}
