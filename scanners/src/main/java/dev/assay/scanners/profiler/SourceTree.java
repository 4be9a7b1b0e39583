package dev.assay.scanners.profiler;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.artifact.git.GitTreeDocument;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.CodeAnalysis;
import dev.assay.scanners.profile.Coverage.Unparsed;
import dev.assay.scanners.profile.Fact;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a tree of sources holds that nobody here reads: code of other languages, submodules, files
 * that Git LFS keeps elsewhere, and packages that are not in the tree. A package that is published
 * ships what runs; a tree of sources does not say, so nothing of it is passed over.
 */
final class SourceTree implements Language {

    /** By ending, the languages that are read nowhere in Assay from their sources. */
    private static final Map<String, String> UNREAD =
            Map.ofEntries(
                    Map.entry("ts", "TypeScript"),
                    Map.entry("tsx", "TypeScript"),
                    Map.entry("mts", "TypeScript"),
                    Map.entry("cts", "TypeScript"),
                    Map.entry("jsx", "JSX"),
                    Map.entry("java", "Java"),
                    Map.entry("kt", "Kotlin"),
                    Map.entry("kts", "Kotlin"),
                    Map.entry("scala", "Scala"),
                    Map.entry("groovy", "Groovy"),
                    Map.entry("go", "Go"),
                    Map.entry("c", "C"),
                    Map.entry("cc", "C++"),
                    Map.entry("cpp", "C++"),
                    Map.entry("cs", "C#"),
                    Map.entry("rb", "Ruby"),
                    Map.entry("php", "PHP"),
                    Map.entry("swift", "Swift"),
                    Map.entry("ex", "Elixir"),
                    Map.entry("lua", "Lua"),
                    Map.entry("dart", "Dart"),
                    Map.entry("sh", "shell"),
                    Map.entry("bash", "shell"),
                    Map.entry("ps1", "PowerShell"));

    /** What names packages that a build would fetch. */
    private static final Set<String> MANIFESTS =
            Set.of(
                    "package.json",
                    "pyproject.toml",
                    "requirements.txt",
                    "setup.py",
                    "pom.xml",
                    "build.gradle",
                    "build.gradle.kts",
                    "go.mod",
                    "Cargo.toml",
                    "Gemfile",
                    "composer.json",
                    "mix.exs");

    private static final String NOT_RESOLVED =
            "what it depends on is not resolved, looked at or approved with this commit";

    private record Unread(int files, long bytes, String first) {

        Unread and(Unread other) {
            return new Unread(files + other.files, bytes + other.bytes, first);
        }
    }

    @Override
    public CodeAnalysis read(PackageTree tree) {
        return GitTreeDocument.of(tree)
                .map(document -> read(tree, document))
                .orElse(CodeAnalysis.NONE);
    }

    private static CodeAnalysis read(PackageTree tree, GitTreeDocument document) {
        var unread = new TreeMap<String, Unread>();
        var facts = new ArrayList<Fact>();
        tree.files()
                .forEach(
                        (path, bytes) -> {
                            var language = language(path);
                            if (language != null) {
                                unread.merge(
                                        language, new Unread(1, bytes.length, path), Unread::and);
                            }
                            if (MANIFESTS.contains(path.substring(path.lastIndexOf('/') + 1))) {
                                facts.add(fact(tree, path, NOT_RESOLVED));
                            }
                        });
        for (var link : document.links()) {
            if (link.folder()) {
                facts.add(
                        fact(
                                tree,
                                link.path(),
                                "it is a link to "
                                        + link.target()
                                        + ", which is no file of the repository"));
            }
        }
        for (var module : document.submodules()) {
            facts.add(
                    fact(
                            tree,
                            module.path(),
                            "it is a submodule, commit "
                                    + module.commit()
                                    + " of "
                                    + (module.url().isEmpty() ? "no address" : module.url())
                                    + ", which is not fetched, looked at or approved"));
        }
        for (var pointer : document.pointers()) {
            facts.add(
                    fact(
                            tree,
                            pointer.path(),
                            "it stands for "
                                    + pointer.size()
                                    + " bytes that Git LFS keeps elsewhere, which are not fetched"));
        }
        return analysis(unread, facts);
    }

    private static CodeAnalysis analysis(Map<String, Unread> unread, List<Fact> facts) {
        var unparsed = new ArrayList<Unparsed>();
        var bytes = 0L;
        for (var each : unread.entrySet()) {
            bytes += each.getValue().bytes();
            unparsed.add(
                    new Unparsed(
                            each.getValue().first(),
                            each.getValue().files()
                                    + " files in "
                                    + each.getKey()
                                    + ", which is not read from sources; this is the first"));
        }
        return new CodeAnalysis(facts, List.of(), bytes, 0, unparsed, Set.of(), Set.of(), Set.of());
    }

    private static @Nullable String language(String path) {
        var dot = path.lastIndexOf('.');
        return dot < 0 || path.endsWith(".d.ts") ? null : UNREAD.get(path.substring(dot + 1));
    }

    private static Fact fact(PackageTree tree, String path, String reason) {
        return new Fact(
                FindingKind.COVERAGE,
                path,
                null,
                false,
                Via.PLAIN,
                new Evidence(tree.purl().toString(), path, 0, 0, null, ""),
                Map.of("reason", reason, "missing", true));
    }
}
