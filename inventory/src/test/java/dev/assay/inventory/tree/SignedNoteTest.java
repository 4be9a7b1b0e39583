package dev.assay.inventory.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.scanners.attestation.Keys;
import dev.assay.scanners.attestation.SigningKey;

import org.junit.jupiter.api.Test;

import java.security.PublicKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

class SignedNoteTest {

    /** What the tests of Go's checksum database sign, and with which keys. */
    private static final String TEXT =
            "If you think cryptography is the answer to your problem,\n"
                    + "then you don't know what your problem is.\n";

    private static final String PETER =
            "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    private static final String ENOCH =
            "\u2014 EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";

    private static final String PETERS_KEY =
            "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static final String ENOCHS_KEY =
            "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";

    private static final String PETERS_SECRET = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";

    @Test
    void believesWhatGoSignedAndNamesKeysAsGoDoes() {
        var note = SignedNote.parse(TEXT + "\n" + PETER + ENOCH);
        assertThat(note.text()).isEqualTo(TEXT);
        assertThat(note.signedBy("PeterNeumann", List.of(key(PETERS_KEY)))).isPresent();
        assertThat(note.signedBy("EnochRoot", List.of(key(PETERS_KEY), key(ENOCHS_KEY))))
                .contains(key(ENOCHS_KEY));
        assertThat(note.signedBy("EnochRoot", List.of(key(PETERS_KEY)))).isEmpty();
        assertThat(SignedNote.verifierKey("PeterNeumann", key(PETERS_KEY))).contains(PETERS_KEY);
        assertThat(SignedNote.verifierKey("EnochRoot", key(ENOCHS_KEY))).contains(ENOCHS_KEY);
    }

    @Test
    void signsAsGoDoesByteByByte() {
        var secret = peter();
        assertThat(SignedNote.sign(TEXT, "PeterNeumann", secret.publicKey(), secret::sign))
                .isEqualTo(TEXT + "\n" + PETER);
    }

    @Test
    void believesNothingOfWhichAByteIsAnother() {
        var note = TEXT + "\n" + PETER;
        for (var at = 0; at < note.length(); at++) {
            var other = note.charAt(at) == 'x' ? 'y' : 'x';
            var altered = note.substring(0, at) + other + note.substring(at + 1);
            if (altered.equals(note)) {
                continue;
            }
            SignedNote read;
            try {
                read = SignedNote.parse(altered);
            } catch (IllegalArgumentException e) {
                continue;
            }
            assertThat(read.signedBy("PeterNeumann", List.of(key(PETERS_KEY))))
                    .as("altered at %d", at)
                    .isEmpty();
        }
    }

    @Test
    void isNoNoteWithoutATextASignatureOrItsEnd() {
        for (var wrong :
                List.of(
                        TEXT,
                        TEXT + "\n",
                        TEXT + "\n" + PETER.strip(),
                        "\u0001" + TEXT + "\n" + PETER,
                        TEXT + "\n\u2014 Bad Name " + PETER.substring(15),
                        TEXT + "\n" + PETER + "Unexpected line.\n",
                        TEXT + "\n" + PETER.repeat(101))) {
            assertThatThrownBy(() -> SignedNote.parse(wrong))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void signsACheckpointWithAKeyOfEitherKind() {
        var head = new TreeHead("example.com/behind-the-sofa", 20_852_163, "0a".repeat(32));
        for (var secret : List.of(peter(), SigningKey.make())) {
            var note =
                    SignedNote.sign(head.text(), head.origin(), secret.publicKey(), secret::sign);
            var read = SignedNote.parse(note);
            assertThat(TreeHead.parse(read.text())).isEqualTo(head);
            assertThat(read.signedBy(head.origin(), List.of(secret.publicKey()))).isPresent();
            assertThat(read.signedBy(head.origin(), List.of(SigningKey.make().publicKey())))
                    .isEmpty();
        }
    }

    @Test
    void readsTheCheckpointOfTheSpecification() {
        var note =
                SignedNote.parse(
                        """
                        example.com/behind-the-sofa
                        20852163
                        CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

                        \u2014 example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
                        """);
        var head = TreeHead.parse(note.text());
        assertThat(head.origin()).isEqualTo("example.com/behind-the-sofa");
        assertThat(head.size()).isEqualTo(20_852_163);
        assertThat(head.root()).startsWith("0ac5186a91863e8e");
        assertThat(head.text()).isEqualTo(note.text());
        assertThat(note.lines().getFirst().keyId()).isEqualTo(0x033de0ae);
    }

    private static PublicKey key(String verifierKey) {
        var bytes = Base64.getDecoder().decode(verifierKey.split("\\+", 3)[2]);
        return Keys.read(
                HexFormat.of()
                        .parseHex(
                                "302a300506032b6570032100"
                                        + HexFormat.of().formatHex(bytes).substring(2)));
    }

    private static SigningKey peter() {
        var seed = HexFormat.of().formatHex(Base64.getDecoder().decode(PETERS_SECRET)).substring(2);
        return SigningKey.read(
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getEncoder()
                                .encodeToString(
                                        HexFormat.of()
                                                .parseHex(
                                                        "302e020100300506032b657004220420" + seed))
                        + "\n-----END PRIVATE KEY-----\n");
    }
}
