package dev.assay.scanners.artifact.npm;

import dev.assay.scanners.fuzz.FuzzTarget;

import java.util.List;

/** What a registry says of a package. */
public final class PackumentFuzz implements FuzzTarget {

    @Override
    public void read(byte[] bytes) {
        try {
            var packument = Packument.parse("a", bytes, null);
            for (var version : packument.versions()) {
                packument.manifest(version);
            }
        } catch (MalformedPackumentException e) {
            // A refusal with a name.
        }
    }

    @Override
    public List<byte[]> seeds() {
        return FuzzTarget.texts(
                """
                {"name":"a","dist-tags":{"latest":"1.0.0"},"time":{"1.0.0":"2026-01-01T00:00:00Z"},
                 "versions":{"1.0.0":{"name":"a","version":"1.0.0","dependencies":{"b":"^1"},
                 "dist":{"tarball":"https://npm.example/a.tgz","integrity":"sha512-x","shasum":"y"},
                 "bin":"x.js","os":["!win32"],"hasInstallScript":true}}}
                """);
    }
}
