package dev.assay.scanners.profile;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.hiddentext.HiddenTextScanner;
import dev.assay.scanners.installhook.InstallHookAnalyser;
import dev.assay.scanners.manifest.ManifestAnalyser;
import dev.assay.scanners.manifest.NpmManifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Runs every analyser over one package and puts what they see into one profile. It judges nothing
 * and reads nothing but the tree: the same tree gives the same profile.
 */
public final class Profiler {

    private static final Set<String> CODE = Set.of("js", "mjs", "cjs");

    public Profile profile(PackageTree tree) {
        var facts = new ArrayList<Fact>();
        var unparsed = new ArrayList<Coverage.Unparsed>();
        var roots = new TreeSet<String>();
        switch (NpmManifest.read(tree)) {
            case NpmManifest.Reading.Read(var manifest) -> {
                var declared = new ManifestAnalyser(manifest, tree);
                var hooks = new InstallHookAnalyser(manifest, tree);
                roots.addAll(declared.roots());
                roots.addAll(hooks.roots());
                facts.addAll(declared.facts(name -> "unknown"));
                facts.addAll(hooks.facts());
            }
            case NpmManifest.Reading.Malformed(var reason) ->
                    unparsed.add(new Coverage.Unparsed(NpmManifest.FILE, reason));
            case NpmManifest.Reading.Missing() ->
                    unparsed.add(new Coverage.Unparsed(NpmManifest.FILE, "missing"));
        }
        facts.addAll(ArchiveHazards.in(tree));
        facts.addAll(NativeBinaries.in(tree));
        facts.addAll(ServiceDescriptions.in(tree));
        facts.addAll(new HiddenTextScanner().inFiles(tree, file -> true));
        return assemble(tree, facts, unparsed);
    }

    private static Profile assemble(
            PackageTree tree, List<Fact> facts, List<Coverage.Unparsed> unparsed) {
        var bytes = 0L;
        var codeBytes = 0L;
        for (var file : tree.files().entrySet()) {
            bytes += file.getValue().length;
            if (CODE.contains(file.getKey().substring(file.getKey().lastIndexOf('.') + 1))) {
                codeBytes += file.getValue().length;
                unparsed.add(new Coverage.Unparsed(file.getKey(), "not analysed"));
            }
        }
        for (var missed : unparsed) {
            facts.add(
                    new Fact(
                            FindingKind.COVERAGE,
                            missed.file(),
                            null,
                            true,
                            Via.PLAIN,
                            new Evidence(tree.purl().toString(), missed.file(), 0, 0, null, ""),
                            Map.of("reason", missed.reason())));
        }
        var coverage = new Coverage(tree.files().size(), bytes, codeBytes, 0, unparsed, 0, 0);
        return new Profile(
                Profile.SCHEMA,
                Profile.ANALYSIS,
                tree.purl().toString(),
                tree.sha256(),
                coverage,
                facts,
                List.of());
    }
}
