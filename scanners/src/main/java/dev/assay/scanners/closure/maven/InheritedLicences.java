package dev.assay.scanners.closure.maven;

import dev.assay.scanners.artifact.maven.MavenFile;
import dev.assay.scanners.licence.PomLicences;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the parents of a package's POM say of its licence, among the POMs that were fetched. */
final class InheritedLicences {

    /** Maven's own limit is none; honest POMs have a handful above them. */
    private static final int HIGHEST = 20;

    private static final long LARGEST = 4L << 20;

    private final Path folder;

    /**
     * @param folder laid out as a repository is
     */
    InheritedLicences(Path folder) {
        this.folder = folder;
    }

    /**
     * Those of the first POM from the package's own upwards that names any; none where none does.
     */
    List<String> of(MavenFile file) throws IOException {
        var at = new PomLicences.Parent(file.groupId(), file.artifactId(), file.version());
        for (var i = 0; i < HIGHEST && at != null; i++) {
            var pom = pom(at);
            if (pom == null) {
                return List.of();
            }
            var said = PomLicences.read(Files.readAllBytes(pom));
            if (!said.licences().isEmpty()) {
                return said.licences();
            }
            at = said.parent();
        }
        return List.of();
    }

    private @org.jspecify.annotations.Nullable Path pom(PomLicences.Parent of) throws IOException {
        var name = of.artifactId() + "-" + of.version() + ".pom";
        var path =
                folder.resolve(of.groupId().replace('.', '/'))
                        .resolve(of.artifactId())
                        .resolve(of.version())
                        .resolve(name)
                        .normalize();
        // A POM names its parent as it likes.
        return path.startsWith(folder.normalize())
                        && Files.isRegularFile(path)
                        && Files.size(path) <= LARGEST
                ? path
                : null;
    }
}
