package dev.assay.scanners.signature;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Who has to have signed which packages. A package that nothing is pinned for may be signed by
 * whomever is known; where something is, by nobody else.
 */
public record Pins(List<Pin> pins) {

    private static final Pattern HEX = Pattern.compile("[0-9A-F]+");

    public Pins {
        pins = List.copyOf(pins);
    }

    /** Nobody is pinned for anything. */
    public static Pins none() {
        return new Pins(List.of());
    }

    /**
     * @param packages package URLs without a version, such as {@code pkg:maven/org.acme/*}; a star
     *     stands for anything
     * @param signers fingerprints of OpenPGP keys in full, {@code SHA256:} and the hash of a public
     *     key, or the identity of a certificate followed by {@code by} and who vouches for it; a
     *     star stands for anything in an identity
     */
    public record Pin(List<String> packages, List<String> signers) {

        public Pin {
            packages = List.copyOf(packages);
            signers = signers.stream().map(Pins::written).toList();
            if (packages.isEmpty() || signers.isEmpty()) {
                throw new IllegalArgumentException(
                        "a pin of assay.trust.pins names packages and signers, both");
            }
        }

        boolean isFor(String packagePurl) {
            return packages.stream().anyMatch(each -> matches(each, packagePurl));
        }
    }

    /** What is verified, judged by who is pinned for the package. */
    Outcome<KeyClaims> judge(String packagePurl, Outcome<KeyClaims> outcome) {
        var mine = pins.stream().filter(each -> each.isFor(packagePurl)).toList();
        if (mine.isEmpty() || !(outcome instanceof Outcome.Verified<KeyClaims>(var claims))) {
            return outcome;
        }
        var signers = mine.stream().flatMap(each -> each.signers().stream()).distinct().toList();
        return signers.stream().anyMatch(each -> matches(each, claims.signer()))
                ? new Outcome.Verified<>(claims.trusted(KeyClaims.Trust.PINNED))
                : new Outcome.Invalid<>(
                        Defect.KEY_NOT_PINNED,
                        "signed by "
                                + claims.keyId()
                                + "; pinned is "
                                + signers.stream().limit(5).collect(Collectors.joining(", ")));
    }

    private static boolean matches(String pattern, String text) {
        var expression =
                List.of(pattern.split("\\*", -1)).stream()
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*"));
        return Pattern.compile(expression, Pattern.DOTALL).matcher(text).matches();
    }

    /** People write fingerprints in groups; a part of one is met by anybody's key. */
    private static String written(String signer) {
        var plain = signer.replaceAll("\\s", "").toUpperCase(Locale.ROOT).replaceFirst("^0X", "");
        if (!HEX.matcher(plain).matches()) {
            if (!signer.contains("SHA256:") && !signer.contains(" by ")) {
                throw new IllegalArgumentException(
                        "assay.trust.pins: '"
                                + signer
                                + "' is no fingerprint, no SHA256: of a key, and no identity with"
                                + " the one who vouches for it behind 'by'");
            }
            return signer.strip();
        }
        if (plain.length() < 40) {
            throw new IllegalArgumentException(
                    "assay.trust.pins: '" + signer + "' is a part of a fingerprint; pin all of it");
        }
        return plain;
    }
}
