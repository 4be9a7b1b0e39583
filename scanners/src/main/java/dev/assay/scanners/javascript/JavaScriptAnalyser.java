package dev.assay.scanners.javascript;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.javascript.syntax.Script;
import dev.assay.scanners.profile.CodeAnalysis;
import dev.assay.scanners.profile.Coverage.Unparsed;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.FunctionPrint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/**
 * Reads the JavaScript of a package. Nothing of it is executed; whatever cannot be read is named in
 * the answer. The trees of some files are kept for the next package, which may be its next version.
 */
public final class JavaScriptAnalyser {

    private final AnalysisLimits limits;
    private final List<FrontEnd> languages;
    private final ReadScripts known;

    public JavaScriptAnalyser(AnalysisLimits limits) {
        this(limits, List.of());
    }

    /**
     * @param languages what is read instead of JavaScript, by the same rules
     */
    public JavaScriptAnalyser(AnalysisLimits limits, List<FrontEnd> languages) {
        this.limits = limits;
        this.languages = List.copyOf(languages);
        this.known = new ReadScripts(limits.keptBytes());
    }

    /**
     * Analyses all code of a package. The same tree gives the same answer.
     *
     * @param tree the files
     * @param roots paths inside the package that entry points, bins and hooks name; those that do
     *     not exist are ignored
     */
    public CodeAnalysis analyse(PackageTree tree, Set<String> roots) {
        var named = new TreeMap<String, String>();
        roots.forEach(root -> named.put(root, ""));
        return analyse(tree, named);
    }

    /**
     * The same, where it is known what makes each file run.
     *
     * @param roots the same paths, each with a few words such as {@code bin mail}
     */
    public CodeAnalysis analyse(PackageTree tree, SortedMap<String, String> roots) {
        // Trees are walked by recursion, as deep as the source is nested.
        var task = new FutureTask<CodeAnalysis>(() -> analyseHere(tree, roots));
        var thread = new Thread(null, task, "analyse", limits.stackBytes());
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while analysing " + tree.purl(), e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("analysing " + tree.purl() + " failed", e.getCause());
        } finally {
            known.settle();
        }
    }

    private CodeAnalysis analyseHere(PackageTree tree, SortedMap<String, String> roots) {
        var files = new CodeFiles(tree.files(), limits, roots, languages, known);
        var report = new Report(tree.purl().toString(), files.reachable());
        var functions = new ArrayList<FunctionPrint>();
        var unfollowed = new ArrayList<Unparsed>();
        for (var part : files.parts()) {
            var scripts = files.take(part);
            facts(scripts, files, report, unfollowed);
            for (var script : scripts) {
                functions(script, functions);
            }
        }
        var unparsed = new ArrayList<>(files.unparsed());
        unparsed.addAll(unfollowed);
        var unparsedBytes =
                unparsed.stream().map(Unparsed::file).distinct().mapToLong(files::size).sum();
        functions.sort(
                Comparator.comparing(FunctionPrint::file)
                        .thenComparingInt(FunctionPrint::start)
                        .thenComparingInt(FunctionPrint::endLine)
                        .thenComparing(FunctionPrint::print));
        unparsed.sort(Comparator.comparing(Unparsed::file));
        List<Fact> facts = report.facts();
        return new CodeAnalysis(
                facts,
                functions,
                files.codeBytes(),
                files.codeBytes() - unparsedBytes,
                unparsed,
                files.reachable(),
                files.importedPackages(),
                files.reachedPackages());
    }

    private void facts(List<Script> part, CodeFiles files, Report report, List<Unparsed> unparsed) {
        if (part.isEmpty()) {
            return;
        }
        var code = new CodePackage(part, files.resolver(), files.all());
        var evaluator = new Evaluator(code, limits.steps());
        var failed = new TreeSet<String>();
        var families = new Families(evaluator, report);
        var sites = new Walk(families.whereDataGoes());
        each(part, sites::overSites, failed);
        var everything = new Walk(families.whatElse());
        each(part, everything::over, failed);
        var paths = new CallPaths(evaluator, code, part, files.startUp(), families.mentions());
        families.finish(paths);
        for (var file : failed) {
            unparsed.add(new Unparsed(file, "nested too deeply to follow values through it"));
        }
        if (evaluator.isExhausted()) {
            unparsed.add(
                    new Unparsed(
                            part.getFirst().file(),
                            "following values through this and %d other files took more steps than allowed"
                                    .formatted(part.size() - 1)));
        }
        // Last, so that what it asks is not taken from what the facts may ask.
        report.trace(paths);
    }

    private static void each(List<Script> part, Consumer<Script> walk, Set<String> failed) {
        for (var script : part) {
            try {
                walk.accept(script);
            } catch (StackOverflowError e) {
                failed.add(script.file());
            }
        }
    }

    static void functions(Script script, List<FunctionPrint> functions) {
        for (var fn : script.functions()) {
            functions.add(
                    new FunctionPrint(
                            fn.print(),
                            fn.shape(),
                            fn.nodes(),
                            fn.words(),
                            script.file(),
                            fn.start(),
                            fn.end(),
                            script.line(fn.start()),
                            script.line(Math.max(fn.start(), fn.end() - 1)),
                            fn.title()));
        }
    }
}
