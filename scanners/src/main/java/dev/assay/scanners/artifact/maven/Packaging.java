package dev.assay.scanners.artifact.maven;

import org.apache.maven.model.io.DefaultModelReader;
import org.apache.maven.model.io.ModelReader;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What kind of file a POM says that its release is. */
public final class Packaging {

    private static final Set<String> OWN_ENDING = Set.of("pom", "war", "ear", "rar");

    private Packaging() {}

    /** The ending of the release's own file; empty where the file is no POM. */
    public static Optional<String> extension(Path pom) {
        try {
            var model =
                    new DefaultModelReader()
                            .read(pom.toFile(), Map.of(ModelReader.IS_STRICT, false));
            var packaging = model.getPackaging();
            return Optional.of(
                    packaging != null && OWN_ENDING.contains(packaging) ? packaging : "jar");
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
