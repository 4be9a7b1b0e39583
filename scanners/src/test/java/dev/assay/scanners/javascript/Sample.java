package dev.assay.scanners.javascript;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.CodeAnalysis;
import dev.assay.scanners.profile.Fact;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A package made of text blocks, and what the analyser says of it. */
final class Sample {

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

    List<Fact> facts(FindingKind kind) {
        return analyse().facts().stream().filter(fact -> fact.kind() == kind).toList();
    }

    List<String> values(FindingKind kind) {
        return facts(kind).stream().map(Fact::value).distinct().toList();
    }

    /** Hosts that data goes to. */
    List<String> contacted() {
        return hosts(true);
    }

    /** Hosts that are only named. */
    List<String> mentioned() {
        return hosts(false);
    }

    private List<String> hosts(boolean contacted) {
        return facts(FindingKind.OUTBOUND_DOMAIN).stream()
                .filter(fact -> fact.detail().get("contacted").equals(contacted))
                .map(Fact::value)
                .distinct()
                .toList();
    }
}
