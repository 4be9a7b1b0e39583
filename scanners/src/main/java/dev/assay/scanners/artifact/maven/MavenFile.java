package dev.assay.scanners.artifact.maven;

import dev.assay.scanners.coordinates.Purl;

import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One file of a Maven repository.
 *
 * @param groupId for example {@code org.slf4j}
 * @param artifactId the name within the group
 * @param version the exact version
 * @param classifier what tells several files of one version apart; empty for the main one
 * @param extension the file's, for example {@code jar} or {@code pom}
 */
public record MavenFile(
        String groupId, String artifactId, String version, String classifier, String extension) {

    /** What may stand in a path. Maven allows more; nothing that is published uses it. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+-]{0,199}");

    private static final Pattern EXTENSION = Pattern.compile("[A-Za-z0-9]+(?:\\.[A-Za-z0-9]+)*");

    public MavenFile {
        Objects.requireNonNull(groupId, "groupId is null");
        Objects.requireNonNull(artifactId, "artifactId is null");
        Objects.requireNonNull(version, "version is null");
        Objects.requireNonNull(classifier, "classifier is null");
        Objects.requireNonNull(extension, "extension is null");
    }

    /** The file of a release with an extension; empty where the name is none that Maven has. */
    public static Optional<MavenFile> of(Purl release, String extension) {
        var group = release.namespace();
        return group == null
                ? Optional.empty()
                : Optional.of(
                                new MavenFile(
                                        group,
                                        release.name(),
                                        release.exactVersion(),
                                        "",
                                        extension))
                        .filter(MavenFile::isSound);
    }

    /** Whether the parts may stand in a path of a repository. */
    public boolean isSound() {
        return isName(groupId)
                && !groupId.contains("..")
                && isName(artifactId)
                && isName(version)
                && (classifier.isEmpty() || isName(classifier))
                && extension.length() < 30
                && EXTENSION.matcher(extension).matches();
    }

    /** Whether a text can be a group, an artifact or a version. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    public MavenFile withExtension(String other) {
        return new MavenFile(groupId, artifactId, version, classifier, other);
    }

    /** The release that it is a file of. */
    public Purl purl() {
        return new Purl("maven", groupId, artifactId, version);
    }

    /**
     * What Maven has one version of in a tree: group and artifact, and where it is no plain jar,
     * extension and classifier.
     */
    public String key() {
        var name = groupId + ":" + artifactId;
        if (classifier.isEmpty()) {
            return extension.equals("jar") ? name : name + ":" + extension;
        }
        return name + ":" + extension + ":" + classifier;
    }

    /** Where it is in a repository, relative and with {@code /} as separator. */
    public String path() {
        return groupId.replace('.', '/')
                + "/"
                + artifactId
                + "/"
                + version
                + "/"
                + artifactId
                + "-"
                + version
                + (classifier.isEmpty() ? "" : "-" + classifier)
                + "."
                + extension;
    }

    static MavenFile of(Artifact artifact) {
        return new MavenFile(
                artifact.getGroupId(),
                artifact.getArtifactId(),
                artifact.getVersion(),
                artifact.getClassifier(),
                artifact.getExtension());
    }

    Artifact artifact() {
        return new DefaultArtifact(groupId, artifactId, classifier, extension, version);
    }

    @Override
    public String toString() {
        return key() + ":" + version;
    }
}
