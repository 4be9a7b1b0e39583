package dev.assay.scanners.pypi;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.Profile;
import dev.assay.scanners.profile.SeenFacts;
import dev.assay.scanners.profiler.Profiler;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A package of Python made of text blocks, and what a profile says of it. */
final class PythonSample implements SeenFacts {

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

    @Override
    public List<Fact> facts() {
        return profile().facts();
    }
}
