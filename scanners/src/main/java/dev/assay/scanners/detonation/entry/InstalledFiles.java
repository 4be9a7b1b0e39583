package dev.assay.scanners.detonation.entry;

import dev.assay.scanners.artifact.ArchiveLimits;
import dev.assay.scanners.artifact.ArchiveReader;
import dev.assay.scanners.artifact.ReadOutcome;
import dev.assay.scanners.artifact.ZipReader;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.profile.Observed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Writes what is in archives into folders. */
final class InstalledFiles {

    private static final String ALL_MAY_READ_AND_RUN = "rwxr-xr-x";

    private final ArchiveReader reader =
            new ArchiveReader(ArchiveLimits.DEFAULT, Clock.systemUTC());
    private final Path archives;

    /**
     * @param archives the folder of archives
     */
    InstalledFiles(Path archives) {
        this.archives = archives;
    }

    /** Unpacks all, each in its place; gives what could not be. */
    List<Observed.Missing> lay(List<Placed> packages, Path into) throws IOException {
        var missing = new ArrayList<Observed.Missing>();
        for (var each : packages) {
            switch (read(each)) {
                case ReadOutcome.Read(var tree) -> {
                    var folder = into.resolve(each.path()).normalize();
                    if (!folder.startsWith(into)) {
                        throw new IOException("a package lies outside of its closure: " + each);
                    }
                    for (var file : tree.files().entrySet()) {
                        write(folder, file.getKey(), file.getValue());
                    }
                }
                case ReadOutcome.Rejected(var reason) ->
                        missing.add(new Observed.Missing(each.purl(), reason));
            }
        }
        return missing;
    }

    ReadOutcome read(Placed placed) {
        return reader.read(archives.resolve(placed.file()), Purl.parse(placed.purl()));
    }

    /**
     * Writes a file below a folder; what is in a jar that lies in an archive is not one, and what
     * is a link of ours stays one.
     */
    static void write(Path folder, String name, byte[] bytes) throws IOException {
        var target = folder.resolve(name).normalize();
        if (!target.startsWith(folder)
                || target.equals(folder)
                || name.contains(ZipReader.INSIDE)
                || Files.isSymbolicLink(target)) {
            return;
        }
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        Files.write(target, bytes);
        // Clients make what is called a program executable; which other files are programs only
        // their callers know.
        Files.setPosixFilePermissions(
                target, PosixFilePermissions.fromString(ALL_MAY_READ_AND_RUN));
    }
}
