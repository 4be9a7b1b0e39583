package dev.assay.scanners.jvm;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.fuzz.FuzzTarget;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Class files: what is followed through them, and their listing for a reviewer. */
public final class ClassFuzz implements FuzzTarget {

    private static final Purl PURL = Purl.parse("pkg:maven/a.b/c@1.0.0");

    @Override
    public void read(byte[] bytes) {
        var files = new TreeMap<String, byte[]>();
        files.put("a/A.class", bytes);
        new JvmAnalyser(JvmLimits.defaults())
                .analyse(new PackageTree(PURL, null, files, List.of()));
        Listing.of(bytes);
    }

    @Override
    public List<byte[]> seeds() {
        var seeds = new ArrayList<byte[]>();
        for (var cls : List.of(ClassFuzz.class, Purl.class, Listing.class)) {
            try (var in = cls.getResourceAsStream(cls.getSimpleName() + ".class")) {
                seeds.add(in == null ? new byte[0] : in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return seeds;
    }
}
