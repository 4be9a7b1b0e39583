package dev.assay.scanners.signature;

/**
 * Who may sign commits and tags.
 *
 * @param allowed by SSH
 * @param ring by OpenPGP
 * @param pins who has to
 */
public record GitSigners(AllowedSigners allowed, KeyRing ring, Pins pins) {

    /** By SSH alone, with nobody pinned. */
    public static GitSigners bySsh(AllowedSigners allowed) {
        return new GitSigners(allowed, KeyRing.none(Trusted.GIT_KEYS), Pins.none());
    }
}
