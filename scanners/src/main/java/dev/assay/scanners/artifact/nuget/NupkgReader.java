package dev.assay.scanners.artifact.nuget;

import dev.assay.scanners.artifact.ArchiveLimits;
import dev.assay.scanners.artifact.ArchiveReader;
import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.artifact.PackageTree.ArchiveHazard;
import dev.assay.scanners.artifact.ReadOutcome;
import dev.assay.scanners.coordinates.NugetName;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads a package: a zip whose names are written as parts of addresses are. */
public final class NupkgReader {

    private final ArchiveLimits limits;
    private final Clock clock;

    public NupkgReader(ArchiveLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Reads one.
     *
     * @param purl what it was fetched as, or null to take what it says of itself
     */
    public ReadOutcome read(Path file, @Nullable Purl purl) {
        var outcome = new ArchiveReader(limits, clock).read(file, purl);
        if (!(outcome instanceof ReadOutcome.Read(var tree))) {
            return outcome;
        }
        var hazards = new ArrayList<>(tree.hazards());
        tree.files().keySet().forEach(path -> decoded(path, hazards));
        var claimed = claimed(tree, hazards);
        if (purl != null && claimed != null && !claimed.equals(purl)) {
            hazards.add(new ArchiveHazard("", "it says of itself that it is " + claimed));
        }
        return new ReadOutcome.Read(
                new PackageTree(
                        purl == null && claimed != null ? claimed : tree.purl(),
                        tree.sha256(),
                        tree.files(),
                        hazards));
    }

    /** NuGet decodes names when it unpacks, after which they may lead elsewhere. */
    private static void decoded(String path, List<ArchiveHazard> hazards) {
        if (path.indexOf('%') < 0) {
            return;
        }
        try {
            var plain = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
            if (Arrays.asList(plain.split("[/\\\\]")).contains("..")
                    || plain.matches("(?s)(?:[/\\\\]|[A-Za-z]:).*")) {
                hazards.add(
                        new ArchiveHazard(
                                path, "leads out of the package once its name is decoded"));
            }
        } catch (IllegalArgumentException e) {
            hazards.add(new ArchiveHazard(path, "its name is not encoded as a part's name is"));
        }
    }

    private static @Nullable Purl claimed(PackageTree tree, List<ArchiveHazard> hazards) {
        var names = PackedNuspec.names(tree.files().keySet());
        if (names.size() != 1) {
            hazards.add(
                    new ArchiveHazard(
                            "",
                            "it has "
                                    + (names.isEmpty()
                                            ? "no manifest"
                                            : names.size() + " manifests")
                                    + " at its top, where NuGet wants one"));
            return null;
        }
        try {
            var bytes = tree.files().getOrDefault(names.getFirst(), new byte[0]);
            var nuspec = Nuspec.read(bytes);
            return NugetName.purl(nuspec.id(), nuspec.version());
        } catch (IOException e) {
            hazards.add(new ArchiveHazard(names.getFirst(), "cannot be read: " + e.getMessage()));
            return null;
        }
    }
}
