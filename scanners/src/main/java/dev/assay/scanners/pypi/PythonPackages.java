package dev.assay.scanners.pypi;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.javascript.AnalysisLimits;
import dev.assay.scanners.javascript.JavaScriptAnalyser;
import dev.assay.scanners.profile.CodeAnalysis;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.python.PythonLanguage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads a package of Python: its metadata, what it runs by itself, and its code. */
public final class PythonPackages {

    private static final PythonLanguage LANGUAGE = new PythonLanguage();

    private final JavaScriptAnalyser engine;

    /**
     * @param limits how much work the code of one package may cause
     */
    public PythonPackages(AnalysisLimits limits) {
        engine = new JavaScriptAnalyser(limits, List.of(LANGUAGE));
    }

    /** What the Python of a package is and does; nothing where it is no package of Python. */
    public CodeAnalysis read(PackageTree tree) {
        var distribution = Distribution.of(tree);
        if (distribution == null) {
            return CodeAnalysis.NONE;
        }
        var hooks = new Hooks(distribution);
        var starts = starts(distribution);
        starts.putAll(hooks.starts());
        var code = engine.analyse(tree, starts);
        var facts = new ArrayList<Fact>();
        facts.addAll(new Declared(distribution).facts(code.importedPackages()));
        facts.addAll(hooks.facts(file -> closure(tree, file)));
        facts.addAll(Record.problems(distribution));
        return new CodeAnalysis(facts, List.of(), 0, 0, List.of(), Set.of(), Set.of(), Set.of())
                .and(
                        new CodeAnalysis(
                                code.facts(),
                                code.functions(),
                                code.codeBytes(),
                                code.parsedCodeBytes(),
                                code.unparsed(),
                                code.reachableFiles(),
                                Set.of(),
                                Set.of()));
    }

    /**
     * What the Python in something else is and does.
     *
     * @param starts the files that run, each with a few words for what starts it
     */
    public CodeAnalysis code(PackageTree tree, SortedMap<String, String> starts) {
        return tree.files().keySet().stream().anyMatch(file -> file.endsWith(".py"))
                ? engine.analyse(tree, starts)
                : CodeAnalysis.NONE;
    }

    /** Files that commands and other programs run; all code of a package that names none. */
    private static SortedMap<String, String> starts(Distribution distribution) {
        var tree = distribution.tree();
        var starts = new TreeMap<String, String>();
        var declared = false;
        for (var point : distribution.entryPoints()) {
            var file = LANGUAGE.resolve(tree.files(), "", "py:" + point.module());
            if (file != null) {
                starts.merge(
                        file, point.starts(), (one, other) -> one.startsWith("bin") ? one : other);
                // Importing a module runs what its packages hold as well.
                packagesOf(file, tree.files(), point.starts(), starts);
                declared = true;
            }
        }
        for (var file : tree.files().keySet()) {
            if (file.matches("(?:src/)?[^/]+/__main__\\.py|__main__\\.py")) {
                var module = file.replaceAll("^src/|/?__main__\\.py$", "");
                starts.putIfAbsent(file, "bin python -m " + module);
            } else if (file.matches("[^/]+\\.data/scripts/[^/]+")) {
                starts.put(file, "bin " + file.substring(file.lastIndexOf('/') + 1));
                declared = true;
            }
        }
        if (!declared) {
            for (var entry : tree.files().entrySet()) {
                if (LANGUAGE.isCode(entry.getKey(), entry.getValue())) {
                    starts.putIfAbsent(entry.getKey(), "import");
                }
            }
        }
        return starts;
    }

    private static void packagesOf(
            String file, Map<String, byte[]> files, String by, Map<String, String> starts) {
        for (var slash = file.lastIndexOf('/');
                slash > 0;
                slash = file.lastIndexOf('/', slash - 1)) {
            var init = file.substring(0, slash) + "/__init__.py";
            if (files.containsKey(init)) {
                starts.putIfAbsent(init, by);
            }
        }
    }

    /** What a hook runs: its own file, and what that imports beside it. */
    private static List<String> closure(PackageTree tree, String file) {
        var found = new ArrayList<String>();
        found.add(file);
        for (var module : ImportLines.of(Distribution.text(tree, file))) {
            var target = LANGUAGE.resolve(tree.files(), file, "py:" + module);
            if (target != null && !found.contains(target) && found.size() < 50) {
                found.add(target);
            }
        }
        return found;
    }
}
