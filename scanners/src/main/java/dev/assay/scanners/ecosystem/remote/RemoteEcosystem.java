package dev.assay.scanners.ecosystem.remote;

import dev.assay.scanners.artifact.ArchiveLimits;
import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.artifact.ReadOutcome;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.RemoteEndpoint;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.ecosystem.Ecosystem;
import dev.assay.scanners.ecosystem.ReleaseVersion;
import dev.assay.scanners.remote.RemoteDocument;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Servers that run elsewhere: nothing of them is fetched but what they say of themselves. */
public final class RemoteEcosystem implements Ecosystem {

    private static final int LARGEST = 16 << 20;

    @Override
    public String type() {
        return RemoteEndpoint.TYPE;
    }

    /** Of its type, those whose namespace begins with a scheme of the web. */
    @Override
    public boolean owns(Purl purl) {
        return RemoteEndpoint.isOne(purl);
    }

    /** What a probe wrote. */
    @Override
    public boolean isPackage(String fileName) {
        return fileName.endsWith(".json");
    }

    @Override
    public String example(Purl named) {
        return RemoteEndpoint.of(named)
                .orElseGet(() -> RemoteEndpoint.parse("https://mcp.example.com/mcp"))
                .purl("20260131T120000Z.1a2b3c4d5e6f")
                .toString();
    }

    @Override
    public Optional<String> flaw(Purl release) {
        if (RemoteEndpoint.of(release).isEmpty()) {
            return Optional.of(
                    "'"
                            + release.packageName()
                            + "' is not the address of a remote server; write"
                            + " https://mcp.example.com/mcp");
        }
        return version(release.exactVersion()).isPresent()
                ? Optional.empty()
                : Optional.of(
                        "'"
                                + release.exactVersion()
                                + "' is no state of a remote server that Assay has seen; a probe of"
                                + " its address gives one, as in "
                                + example(release));
    }

    @Override
    public Optional<ReleaseVersion> version(String text) {
        return RemoteVersion.parse(text).map(version -> version);
    }

    @Override
    public boolean isVersioned() {
        return false;
    }

    @Override
    public boolean isSame(String version, String other) {
        var one = RemoteVersion.parse(version);
        return one.isPresent() && RemoteVersion.parse(other).filter(one.get()::isSame).isPresent();
    }

    @Override
    public ReadOutcome read(Path file, @Nullable Purl purl, ArchiveLimits limits, Clock clock) {
        byte[] bytes;
        try (var in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LARGEST + 1);
        } catch (IOException e) {
            return new ReadOutcome.Rejected("it cannot be read: " + e.getMessage());
        }
        if (bytes.length > LARGEST) {
            return new ReadOutcome.Rejected("it has more than " + LARGEST + " bytes");
        }
        var sha256 = Sha256.of(bytes);
        var document = RemoteDocument.parse(bytes).orElse(null);
        var named = purl == null && document != null ? claimed(document, sha256) : purl;
        if (document == null || named == null) {
            return new ReadOutcome.Rejected(
                    "it is not what a probe of a remote server writes ("
                            + RemoteDocument.SCHEMA
                            + ")");
        }
        var files = new TreeMap<String, byte[]>();
        files.put(RemoteDocument.FILE, bytes);
        return new ReadOutcome.Read(
                new PackageTree(Objects.requireNonNull(named), sha256, files, List.of()));
    }

    /** What it says of itself: which server, but not since when it answers so. */
    private static @Nullable Purl claimed(RemoteDocument document, Sha256 sha256) {
        try {
            return RemoteEndpoint.parse(document.endpoint())
                    .purl("sha256." + sha256.hex().substring(0, 12));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
