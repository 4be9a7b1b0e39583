package dev.assay.scanners.signature;

/**
 * What is known of who signed one version.
 *
 * @param registry the registry's signature over name, version and hash
 * @param publication the registry's attestation that it was published there
 * @param provenance the build's attestation of where it comes from
 */
public record Signatures(
        Outcome<KeyClaims> registry,
        Outcome<KeyClaims> publication,
        Outcome<BuildClaims> provenance) {

    /** Nothing was asked for or could be: for all three the same reason. */
    public static Signatures unchecked(String reason) {
        return new Signatures(
                new Outcome.Unchecked<>(reason),
                new Outcome.Unchecked<>(reason),
                new Outcome.Unchecked<>(reason));
    }
}
