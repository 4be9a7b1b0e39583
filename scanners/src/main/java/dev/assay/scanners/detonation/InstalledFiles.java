package dev.assay.scanners.detonation;

import dev.assay.scanners.artifact.ArchiveLimits;
import dev.assay.scanners.artifact.ReadOutcome;
import dev.assay.scanners.artifact.TarballReader;
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

/** Lays the packages of a closure out as npm does. */
final class InstalledFiles {

    private static final String ALL_MAY_READ_AND_RUN = "rwxr-xr-x";

    private final TarballReader reader =
            new TarballReader(ArchiveLimits.DEFAULT, Clock.systemUTC());
    private final Path archives;
    private final Path into;

    /**
     * @param archives the folder of archives
     */
    InstalledFiles(Path archives, Path into) {
        this.archives = archives;
        this.into = into;
    }

    /** Unpacks all; gives what could not be. */
    List<Observed.Missing> lay(List<RunOrder.Placed> packages) throws IOException {
        var missing = new ArrayList<Observed.Missing>();
        for (var each : packages) {
            var outcome = reader.read(archives.resolve(each.file()), Purl.parse(each.purl()));
            switch (outcome) {
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

    private static void write(Path folder, String name, byte[] bytes) throws IOException {
        var target = folder.resolve(name).normalize();
        if (!target.startsWith(folder) || target.equals(folder)) {
            return;
        }
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        Files.write(target, bytes);
        // npm makes what package.json calls a bin executable; which other files are programs only
        // their callers know.
        Files.setPosixFilePermissions(
                target, PosixFilePermissions.fromString(ALL_MAY_READ_AND_RUN));
    }
}
