package dev.assay.scanners.javascript;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.profile.CodeAnalysis;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.SeenFacts;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A package made of text blocks, and what the analyser says of it. */
final class Sample implements SeenFacts {

    private final SortedMap<String, byte[]> files = new TreeMap<>();

    static Sample of(String code) {
        return new Sample().with("index.js", code);
    }

    Sample with(String file, String content) {
        return with(file, content.getBytes(StandardCharsets.UTF_8));
    }

    Sample with(String file, byte[] content) {
        files.put(file, content);
        return this;
    }

    CodeAnalysis analyse() {
        return analyse(AnalysisLimits.defaults());
    }

    CodeAnalysis analyse(AnalysisLimits limits) {
        return analyse(new JavaScriptAnalyser(limits));
    }

    CodeAnalysis analyse(JavaScriptAnalyser analyser) {
        var tree = new PackageTree(Purl.parse("pkg:npm/sample@1.0.0"), null, files, List.of());
        return analyser.analyse(tree, Set.of("index.js"));
    }

    @Override
    public List<Fact> facts() {
        return analyse().facts();
    }
}
