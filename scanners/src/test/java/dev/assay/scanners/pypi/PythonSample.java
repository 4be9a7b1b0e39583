package dev.assay.scanners.pypi;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.Profile;
import dev.assay.scanners.profiler.Profiler;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A package of Python made of text blocks, and what a profile says of it. */
final class PythonSample {

    private final SortedMap<String, byte[]> files = new TreeMap<>();

    static PythonSample of(String code) {
        return new PythonSample().with("server.py", code);
    }

    PythonSample with(String file, String content) {
        return with(file, content.getBytes(StandardCharsets.UTF_8));
    }

    PythonSample with(String file, byte[] content) {
        files.put(file, content);
        return this;
    }

    Profile profile() {
        return profile("1.0.0");
    }

    Profile profile(String version) {
        var purl = Purl.parse("pkg:pypi/sample@" + version);
        return new Profiler().profile(new PackageTree(purl, null, files, List.of()));
    }

    List<Fact> facts(FindingKind kind) {
        return profile().facts().stream().filter(fact -> fact.kind() == kind).toList();
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
