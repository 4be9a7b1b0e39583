package dev.assay.scanners.artifact.oci;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.assay.scanners.artifact.PackageTree;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be known of an image besides the files that are looked into: how it is started, what
 * its distribution says that it installed, and what was seen without being kept.
 *
 * @param images one for each platform that was vetted
 */
public record ImageDescription(List<OfPlatform> images) {

    /**
     * Where it stands in the tree of an image. No file of an image can have this path: those have
     * no slash in front.
     */
    public static final String FILE = "/image.json";

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * The image for one platform.
     *
     * @param prefix what stands before the paths of its files in the tree; empty where there is one
     *     platform alone
     * @param settings how it is started
     * @param distribution what it says of itself in {@code os-release}; null where it has none
     * @param packages what its package databases say is installed
     * @param packageFiles how many files belong to those and are what they say
     * @param altered files that belong to them and are not what they say
     * @param privileged files that run with their owner's rights
     * @param large files that are too large to be looked into, or machine code
     * @param unread what was not read, by what it is
     */
    public record OfPlatform(
            String platform,
            String prefix,
            Settings settings,
            @Nullable Distribution distribution,
            List<OsPackage> packages,
            int packageFiles,
            List<String> altered,
            List<Privileged> privileged,
            List<LargeFile> large,
            Map<String, String> unread) {}

    /** What the image's configuration says, as far as it decides what runs. */
    public record Settings(
            List<String> entrypoint,
            List<String> command,
            String user,
            String folder,
            List<String> environment,
            List<String> ports,
            List<String> volumes,
            Map<String, String> labels,
            List<String> healthCheck,
            List<String> onBuild) {}

    /**
     * What an image says its distribution is.
     *
     * @param id in lower case, {@code debian}
     * @param version {@code 12}, {@code 3.19.1}; empty where it does not say
     */
    public record Distribution(String id, String version) {}

    /**
     * A package of the distribution.
     *
     * @param kind {@code deb} or {@code apk}
     * @param source what it was built from, which is its own name where its database says no other
     * @param files a digest of what its database says of its files
     */
    public record OsPackage(
            String kind,
            String name,
            String version,
            String source,
            String sourceVersion,
            String files) {}

    /**
     * @param ofPackage whether it belongs to a package of the distribution and is what that says
     */
    public record Privileged(String path, boolean ofPackage) {}

    /**
     * @param head its first bytes, in base64
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LargeFile(String path, long size, String sha256, @Nullable String head) {}

    /** The description in a tree; empty where the tree is no image. */
    public static Optional<ImageDescription> of(PackageTree tree) {
        var bytes = tree.files().get(FILE);
        try {
            return bytes == null
                    ? Optional.empty()
                    : Optional.of(JSON.readValue(bytes, ImageDescription.class));
        } catch (JacksonException e) {
            throw new IllegalStateException("it is written by us", e);
        }
    }

    byte[] json() {
        return JSON.writeValueAsBytes(this);
    }
}
