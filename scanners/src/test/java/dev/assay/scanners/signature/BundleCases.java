package dev.assay.scanners.signature;

import dev.assay.samples.SampleAuthority;
import dev.assay.samples.SampleBuild;
import dev.assay.samples.SampleFileBundle;
import dev.assay.samples.SampleKey;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/** A Sigstore bundle beside a file. What its log and certificate can be, the log's cases tell. */
final class BundleCases {

    private static final String OF = "Sigstore bundle";
    private static final String PACKAGE = "pkg:maven/org.acme/mcp";
    private static final byte[] CONTENT = "the bytes of a jar".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHER = {1};
    private static final String SIGNER =
            "https://git.example.test/acme/mcp/.github/workflows/release.yml by"
                    + " https://token.actions.example.test";

    private BundleCases() {}

    static List<SignatureCase> all() {
        return List.of(
                is("bundle-signed", "nothing: by a build's certificate", "verified", b -> {}),
                is(
                        "bundle-by-person",
                        "nothing: by a person's certificate",
                        "verified",
                        b -> b.certificate().claim(12, null).claim(13, null)),
                pinned("bundle-pinned", "nothing: by whom is pinned", "verified", SIGNER),
                pinned(
                        "bundle-not-pinned",
                        "by a certificate of somebody who is not pinned for the package",
                        "invalid: key-not-pinned",
                        "https://git.example.test/other/* by https://token.actions.example.test"),
                is(
                        "bundle-of-other-bytes",
                        "it is about other bytes",
                        "invalid: subject-digest",
                        b -> b.naming(OTHER)),
                is(
                        "bundle-by-other-key",
                        "the certificate is not that of the key that signed",
                        "invalid: signature-wrong",
                        b -> b.signedBy(SampleKey.create())),
                is(
                        "bundle-log-of-other-bytes",
                        "the log took the signature of other bytes",
                        "invalid: log-body-differs",
                        b -> b.logged(OTHER)),
                is(
                        "bundle-log-time-in-future",
                        "the log took it at a time that has not come",
                        "invalid: log-time-in-future",
                        b -> b.entry().at(Evidence.NOW.plus(Duration.ofDays(1)))),
                is(
                        "bundle-certificate-expired",
                        "the certificate ended before the log took it",
                        "invalid: certificate-not-valid",
                        b ->
                                b.certificate()
                                        .valid(
                                                Evidence.BUILT.minusSeconds(600),
                                                Evidence.BUILT.minusSeconds(1))),
                new SignatureCase(
                        "bundle-no-root",
                        OF,
                        "no trusted root is configured",
                        "could not check",
                        () -> check(null, Pins.none(), new byte[] {'{', '}'})),
                new SignatureCase(
                        "bundle-no-json",
                        OF,
                        "it is no JSON",
                        "invalid: not-json",
                        () ->
                                check(
                                        new SampleAuthority(Evidence.START).trustedRoot(),
                                        Pins.none(),
                                        new byte[] {'{'})));
    }

    private static SignatureCase is(
            String name, String told, String expected, Consumer<SampleFileBundle> change) {
        return of(name, told, expected, change, Pins.none());
    }

    private static SignatureCase pinned(String name, String told, String expected, String signer) {
        var pin = new Pins.Pin(List.of("pkg:maven/org.acme/*"), List.of(signer));
        return of(name, told, expected, b -> {}, new Pins(List.of(pin)));
    }

    private static SignatureCase of(
            String name,
            String told,
            String expected,
            Consumer<SampleFileBundle> change,
            Pins pins) {
        return new SignatureCase(
                name,
                OF,
                told,
                expected,
                () -> {
                    var world = new SampleAuthority(Evidence.START);
                    var bundle =
                            new SampleFileBundle(
                                    world, SampleBuild.of("1.0.0", Evidence.BUILT), CONTENT);
                    change.accept(bundle);
                    return check(
                            world.trustedRoot(),
                            pins,
                            bundle.write().getBytes(StandardCharsets.UTF_8));
                });
    }

    private static Outcome<?> check(@Nullable String root, Pins pins, byte[] bundle) {
        var known = root == null ? null : TrustedRoot.read(root.getBytes(StandardCharsets.UTF_8));
        return new FileBundle(known, pins)
                .check(
                        PACKAGE,
                        bundle,
                        HexFormat.of().parseHex(Sha256.of(CONTENT).hex()),
                        Evidence.NOW);
    }
}
