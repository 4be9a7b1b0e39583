package dev.assay.scanners.profiler;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.cargo.CratePackages;
import dev.assay.scanners.clr.DotnetAnalyser;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.hiddentext.HiddenTextScanner;
import dev.assay.scanners.hiddentext.LookAlikeNames;
import dev.assay.scanners.installhook.InstallHookAnalyser;
import dev.assay.scanners.javascript.AnalysisLimits;
import dev.assay.scanners.javascript.JavaScriptAnalyser;
import dev.assay.scanners.jvm.JvmAnalyser;
import dev.assay.scanners.jvm.JvmLimits;
import dev.assay.scanners.licence.LicenceFiles;
import dev.assay.scanners.manifest.DependencyUse;
import dev.assay.scanners.manifest.ManifestAnalyser;
import dev.assay.scanners.manifest.NpmManifest;
import dev.assay.scanners.mcpb.BundleFacts;
import dev.assay.scanners.profile.CodeAnalysis;
import dev.assay.scanners.profile.Coverage;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.Profile;
import dev.assay.scanners.pypi.PythonPackages;
import dev.assay.scanners.remote.RemoteProfiler;
import dev.assay.scanners.setup.SetupInstructions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Runs every analyser over one package and puts what they see into one profile. It judges nothing
 * and reads nothing but the tree: the same tree gives the same profile.
 */
public final class Profiler {

    private static final Set<FindingKind> MODEL_TEXTS =
            Set.of(
                    FindingKind.TOOL_ADDED,
                    FindingKind.PROMPT_CHANGED,
                    FindingKind.RESOURCE_CHANGED,
                    FindingKind.INSTRUCTIONS_CHANGED);

    /** Languages beside JavaScript, each of which finds its own code. */
    private final List<Language> languages;

    private final PythonPackages python;

    private final JavaScriptAnalyser javaScript;

    public Profiler() {
        this(AnalysisLimits.defaults());
    }

    /**
     * @param limits how much work the code of one package may cause
     */
    public Profiler(AnalysisLimits limits) {
        javaScript = new JavaScriptAnalyser(limits);
        python = new PythonPackages(limits);
        languages =
                List.of(
                        new JvmAnalyser(JvmLimits.defaults())::analyse,
                        python::read,
                        new CratePackages()::read,
                        DotnetAnalyser::analyse,
                        new SourceTree());
    }

    public Profile profile(PackageTree tree) {
        return RemoteProfiler.profile(tree)
                .or(() -> ImageProfiler.profile(tree, this::ofPackage))
                .orElseGet(() -> ofPackage(tree));
    }

    private Profile ofPackage(PackageTree tree) {
        var ofFiles = Beside.start(tree, () -> ofFiles(tree));
        var bundle = BundleFacts.of(tree);
        if (bundle.isPresent()) {
            return bundled(tree, bundle.get(), ofFiles);
        }
        var others = others(tree);
        return switch (NpmManifest.read(tree)) {
            case NpmManifest.Reading.Read(var manifest) ->
                    declared(tree, manifest, others, ofFiles);
            case NpmManifest.Reading.Malformed(var reason) ->
                    undeclared(tree, reason, others, ofFiles);
            case NpmManifest.Reading.Missing() ->
                    isSaid(others)
                            ? ofOthers(tree, others, ofFiles)
                            : undeclared(tree, "it is missing", others, ofFiles);
        };
    }

    /** What a bundle starts is said by its own manifest, whatever else lies in it. */
    private Profile bundled(PackageTree tree, BundleFacts bundle, Beside<OfFiles> ofFiles) {
        var starts = bundle.starts();
        var code =
                javaScript
                        .analyse(tree, starts)
                        .and(python.code(tree, starts))
                        .and(jvm(tree))
                        .and(DotnetAnalyser.analyse(tree));
        return assemble(tree, code, ofFiles.get(), bundle.facts(code), bundle.gaps());
    }

    private CodeAnalysis jvm(PackageTree tree) {
        return languages.getFirst().read(tree);
    }

    private CodeAnalysis others(PackageTree tree) {
        var all = CodeAnalysis.NONE;
        for (var language : languages) {
            all = all.and(language.read(tree));
        }
        return all;
    }

    /** Whether another language says what the package is, so that npm's manifest is not missed. */
    private static boolean isSaid(CodeAnalysis others) {
        return others.codeBytes() > 0 || !others.facts().isEmpty() || !others.unparsed().isEmpty();
    }

    /** What the files are, whatever is in their code. */
    private record OfFiles(List<Fact> facts, Map<String, String> digests) {}

    private static OfFiles ofFiles(PackageTree tree) {
        var facts = new ArrayList<Fact>();
        facts.addAll(ArchiveHazards.in(tree));
        facts.addAll(NativeBinaries.in(tree));
        facts.addAll(ServiceDescriptions.in(tree));
        facts.addAll(ServerDescriptions.in(tree));
        facts.addAll(SetupInstructions.in(tree));
        return new OfFiles(facts, ShippedFiles.of(tree));
    }

    private Profile declared(
            PackageTree tree, NpmManifest manifest, CodeAnalysis others, Beside<OfFiles> ofFiles) {
        var declared = new ManifestAnalyser(manifest, tree);
        var hooks = new InstallHookAnalyser(manifest, tree);
        var roots = new TreeMap<>(declared.starts());
        // What an installation runs by itself matters more than that somebody may import it too.
        roots.putAll(hooks.starts());
        var ofHooks = Beside.start(tree, hooks::facts);
        var code = javaScript.analyse(tree, roots);
        var readWhole = code.parsedCodeBytes() == code.codeBytes();
        var use =
                new DependencyUse(tree, code.importedPackages(), code.reachedPackages(), readWhole);
        var facts = new ArrayList<>(declared.facts(use));
        facts.addAll(ofHooks.get());
        return assemble(tree, code.and(others), ofFiles.get(), facts, List.of());
    }

    /** Nothing says what would run, so everything counts as if it did. */
    private Profile undeclared(
            PackageTree tree, String reason, CodeAnalysis others, Beside<OfFiles> ofFiles) {
        var code = javaScript.analyse(tree, tree.files().keySet());
        var missed = new Coverage.Unparsed(NpmManifest.FILE, reason);
        return assemble(tree, code.and(others), ofFiles.get(), new ArrayList<>(), List.of(missed));
    }

    /** Scripts beside other code are resources of it: nothing says that they run by themselves. */
    private Profile ofOthers(PackageTree tree, CodeAnalysis others, Beside<OfFiles> ofFiles) {
        var code = javaScript.analyse(tree, Set.of());
        return assemble(tree, others.and(code), ofFiles.get(), new ArrayList<>(), List.of());
    }

    private static Profile assemble(
            PackageTree tree,
            CodeAnalysis code,
            OfFiles ofFiles,
            List<Fact> facts,
            List<Coverage.Unparsed> alsoUnparsed) {
        var reachable = code.reachableFiles();
        facts.addAll(code.facts());
        facts.addAll(ofFiles.facts());
        facts.addAll(LicenceFiles.in(tree, facts));
        facts.addAll(VendoredLibraries.in(tree, reachable));
        facts.addAll(StrayCode.in(tree, code, ofFiles.digests()));
        var hidden = new HiddenTextScanner();
        // Data that code reads is on no import path; only code can be known to be left out.
        facts.addAll(
                hidden.inFiles(tree, file -> !file.endsWith("js") || reachable.contains(file)));
        facts.addAll(LookAlikeNames.in(facts));
        facts.addAll(
                hidden.inDescriptions(
                        code.facts().stream()
                                .filter(fact -> MODEL_TEXTS.contains(fact.kind()))
                                .toList()));
        var unparsed = new ArrayList<>(alsoUnparsed);
        unparsed.addAll(code.unparsed());
        for (var missed : unparsed) {
            var loaded = alsoUnparsed.contains(missed) || reachable.contains(missed.file());
            facts.add(unread(tree, missed, loaded));
        }
        return new Profile(
                Profile.SCHEMA,
                Profile.ANALYSIS,
                tree.purl().toString(),
                tree.sha256(),
                coverage(tree, code, unparsed),
                facts,
                code.functions(),
                ofFiles.digests());
    }

    private static Fact unread(PackageTree tree, Coverage.Unparsed missed, boolean loaded) {
        return new Fact(
                FindingKind.COVERAGE,
                missed.file(),
                null,
                loaded,
                Via.PLAIN,
                new Evidence(tree.purl().toString(), missed.file(), 0, 0, null, ""),
                Map.of("reason", missed.reason()));
    }

    private static Coverage coverage(
            PackageTree tree, CodeAnalysis code, List<Coverage.Unparsed> unparsed) {
        var bytes = tree.files().values().stream().mapToLong(file -> file.length).sum();
        return new Coverage(
                tree.files().size(),
                bytes,
                code.codeBytes(),
                code.parsedCodeBytes(),
                unparsed,
                code.functions().size(),
                0,
                0);
    }
}
