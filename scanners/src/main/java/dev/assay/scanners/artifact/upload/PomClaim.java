package dev.assay.scanners.artifact.upload;

import dev.assay.scanners.artifact.maven.MavenFile;
import dev.assay.scanners.coordinates.Purl;

import org.apache.maven.model.io.DefaultModelReader;
import org.apache.maven.model.io.ModelReader;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Which release a POM says that it is of. */
final class PomClaim {

    private PomClaim() {}

    /** Group and version may be the parent's; empty where they are not written out. */
    static Optional<Purl> of(byte[] pom) {
        if (pom.length > Claim.LARGEST_MANIFEST) {
            return Optional.empty();
        }
        try {
            var model =
                    new DefaultModelReader()
                            .read(
                                    new ByteArrayInputStream(pom),
                                    Map.of(ModelReader.IS_STRICT, false));
            var parent = model.getParent();
            var group = or(model.getGroupId(), parent == null ? null : parent.getGroupId());
            var version = or(model.getVersion(), parent == null ? null : parent.getVersion());
            var artifact = or(model.getArtifactId(), null);
            return new MavenFile(group, artifact, version, "", "pom").isSound()
                    ? Optional.of(new Purl("maven", group, artifact, version))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String or(@Nullable String own, @Nullable String inherited) {
        return own != null ? own.strip() : inherited == null ? "" : inherited.strip();
    }
}
