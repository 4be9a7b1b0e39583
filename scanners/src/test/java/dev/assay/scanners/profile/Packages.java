package dev.assay.scanners.profile;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.profiler.Profiler;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Builds packages for tests. */
public final class Packages {

    private final Purl purl;
    private final TreeMap<String, byte[]> files = new TreeMap<>();
    private final List<PackageTree.ArchiveHazard> hazards = new ArrayList<>();

    private Packages(Purl purl) {
        this.purl = purl;
    }

    public static Packages npm(String name, String version) {
        return new Packages(Purl.npm(name, version));
    }

    public Packages manifest(String json) {
        return file("package.json", json);
    }

    public Packages file(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    public Packages file(String path, byte[] bytes) {
        files.put(path, bytes);
        return this;
    }

    public Packages hazard(String entry, String problem) {
        hazards.add(new PackageTree.ArchiveHazard(entry, problem));
        return this;
    }

    public PackageTree tree() {
        return new PackageTree(purl, null, files, hazards);
    }

    public Profile profile() {
        return new Profiler().profile(tree());
    }
}
