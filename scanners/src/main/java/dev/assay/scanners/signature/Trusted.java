package dev.assay.scanners.signature;

import org.jspecify.annotations.Nullable;

/**
 * Whose signatures are believed, of what makers put beside their packages.
 *
 * @param root certificate authorities and logs, or null for nobody
 * @param mavenKeys who may sign Maven's files
 * @param gitKeys who may sign git's tags and commits, beside those who do it by SSH
 * @param imageKeys who may sign images, beside those who have certificates
 * @param pins who has to have signed which packages
 */
public record Trusted(
        @Nullable TrustedRoot root,
        KeyRing mavenKeys,
        KeyRing gitKeys,
        ImageKeys imageKeys,
        Pins pins) {

    public static final String MAVEN_KEYS = "assay.trust.maven.keys";
    public static final String GIT_KEYS = "assay.trust.git.keys";

    public static final String IMAGE_KEYS = "assay.trust.oci.keys";

    /** Where nothing is configured. */
    public static Trusted nobody() {
        return new Trusted(
                null,
                KeyRing.none(MAVEN_KEYS),
                KeyRing.none(GIT_KEYS),
                ImageKeys.none(IMAGE_KEYS),
                Pins.none());
    }

    /** Who may sign commits and tags, with those who do it by SSH. */
    public GitSigners gitSigners(AllowedSigners allowed) {
        return new GitSigners(allowed, gitKeys, pins);
    }
}
