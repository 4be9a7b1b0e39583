package dev.assay.scanners.signature;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tags and commits as git writes them, signed by OpenPGP keys. */
final class PgpCommitTest {

    private static final String PACKAGE = "pkg:github/acme/mcp";
    private static final String TREE = "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n";
    private static final String BY = "author Ann <ann@acme.example> 1780315200 +0000\n";
    private static final String TAG =
            "object 4b825dc642cb6eb9a060e54bf8d69288fbee4904\ntype commit\ntag v1.0.0\n"
                    + "tagger Ann <ann@acme.example> 1780315200 +0000\n\nRelease äö\n";

    private final SamplePgp key = SamplePgp.create();

    private Outcome<KeyClaims> check(
            @Nullable String name, @Nullable String tag, String commit, Pins pins) {
        return new CommitSignature(
                        new GitSigners(AllowedSigners.read(null), KeyRing.read(key.ring()), pins),
                        PACKAGE,
                        Evidence.NOW)
                .check(name, tag == null ? null : bytes(tag), bytes(commit));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String tag() {
        return TAG + SamplePgp.text(key.sign(bytes(TAG)));
    }

    private String commit(String message) {
        var content = TREE + BY + "\n" + message;
        var signature = SamplePgp.text(key.sign(bytes(content))).strip().replace("\n", "\n ");
        return TREE + BY + "gpgsig " + signature + "\n\n" + message;
    }

    @Test
    void verifiesTagsAndCommitsThatAKeyOfTheRingSigned() {
        for (var outcome :
                List.of(
                        check("v1.0.0", tag(), TREE + BY + "\nm\n", Pins.none()),
                        check(null, null, commit("Fixed\n"), Pins.none()))) {
            assertThat(outcome.claimed().orElseThrow().signer())
                    .as(outcome.reason())
                    .isEqualTo(key.fingerprint());
        }
    }

    @Test
    void takesNoTagForAnotherOne() {
        var outcome = check("v2.0.0", tag(), TREE + BY + "\nm\n", Pins.none());

        assertThat(outcome.defectOrNull()).isEqualTo(Defect.SUBJECT_NAME);
    }

    @Test
    void tellsWhatWasChangedAfterSigning() {
        var changed = commit("Fixed\n").replace("Fixed", "Faxed");

        assertThat(check(null, null, changed, Pins.none()).defectOrNull())
                .isEqualTo(Defect.SIGNATURE_WRONG);
    }

    @Test
    void believesWhoeverIsPinnedForTheRepositoryAndNobodyElse() {
        var own = new Pins.Pin(List.of("pkg:github/acme/*"), List.of(key.fingerprint()));
        var other =
                new Pins.Pin(
                        List.of("pkg:github/acme/*"), List.of(SamplePgp.create().fingerprint()));

        assertThat(
                        check(null, null, commit("m\n"), new Pins(List.of(own)))
                                .claimed()
                                .orElseThrow()
                                .trust())
                .isEqualTo(KeyClaims.Trust.PINNED);
        assertThat(check(null, null, commit("m\n"), new Pins(List.of(other))).defectOrNull())
                .isEqualTo(Defect.KEY_NOT_PINNED);
    }
}
