package dev.assay.scanners.artifact;

import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;

/** Reads whatever an artifact is packed as, told by its bytes: a folder, a zip or a tarball. */
public final class ArchiveReader {

    private final ArchiveLimits limits;
    private final Clock clock;

    public ArchiveReader(ArchiveLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Reads an artifact.
     *
     * @param purl what it was fetched as, or null to take what it claims of itself
     */
    public ReadOutcome read(Path artifact, @Nullable Purl purl) {
        if (Files.isDirectory(artifact)) {
            return new FolderReader(limits).read(artifact, purl);
        }
        return isZip(artifact)
                ? new ZipReader(limits, clock).read(artifact, purl)
                : new TarballReader(limits, clock).read(artifact, purl);
    }

    /** A jar that can be started as a program begins with a script, so its name counts as well. */
    private static boolean isZip(Path artifact) {
        var name = String.valueOf(artifact.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".jar") || name.endsWith(".war")) {
            return true;
        }
        try (var in = Files.newInputStream(artifact)) {
            var magic = in.readNBytes(4);
            return magic.length == 4
                    && magic[0] == 'P'
                    && magic[1] == 'K'
                    && (magic[2] == 3 && magic[3] == 4 || magic[2] == 5 && magic[3] == 6);
        } catch (IOException e) {
            // Told by the reader that is tried next.
            return false;
        }
    }
}
