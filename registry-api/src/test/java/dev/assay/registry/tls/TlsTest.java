package dev.assay.registry.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.inventory.store.MisconfiguredException;
import dev.assay.samples.SampleServerAuthority;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** What is wrong with a certificate or its key is said in one sentence with what to do. */
final class TlsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");
    private static final Instant FROM = NOW.minus(Duration.ofDays(1));

    @TempDir private Path folder;
    private final SampleServerAuthority authority = new SampleServerAuthority(FROM);
    private Path chain;
    private Path key;

    @BeforeEach
    void issue() throws IOException {
        chain = folder.resolve("chain.pem");
        key = folder.resolve("key.pem");
        authority.issue(FROM, NOW.plus(Duration.ofDays(10))).writeTo(chain, key);
    }

    private Tls read() {
        return Tls.of(
                chain,
                key,
                Duration.ofHours(1),
                Duration.ofDays(14),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private void refuses(String... words) {
        assertThatThrownBy(this::read)
                .isInstanceOf(MisconfiguredException.class)
                .message()
                .contains(words)
                .doesNotContain("\n", "BEGIN");
    }

    @Test
    void takesWhatFitsAndTellsWhenItEnds() throws IOException {
        Files.writeString(chain, Files.readString(chain) + authority.certificate());

        var tls = read();

        assertThat(tls.isOn()).isTrue();
        assertThat(tls.left()).isEqualTo(Duration.ofDays(10));
        assertThat(tls.isEnding()).isTrue();
        assertThat(Tls.off().isOn()).isFalse();
        assertThat(Tls.off().left()).isNull();
    }

    @Test
    void refusesFilesThatAreNotThere() throws IOException {
        Files.delete(key);
        refuses("the key at " + key, "there is none", "assay.tls.key");
        Files.delete(chain);
        refuses("the certificate at " + chain, "there is none", "assay.tls.certificate");
    }

    @Test
    void refusesAKeyThatOthersCanRead() throws IOException {
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        refuses(key + " is open to others", "rw-r--r--", "chmod 600");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(read().isOn()).isTrue();
    }

    @Test
    void refusesTheKeyOfAnotherCertificate() throws IOException {
        Files.writeString(key, authority.issue(FROM, NOW.plus(Duration.ofDays(10))).key());
        refuses(
                "the key at " + key + " is not that of the certificate at " + chain,
                "CN=localhost");
    }

    @Test
    void refusesChainsInAnotherOrder() throws IOException {
        var own = Files.readString(chain);
        Files.writeString(chain, authority.certificate() + own);
        refuses("is not the first in " + chain, "put it before");
        Files.writeString(
                chain,
                own + new SampleServerAuthority(FROM).certificate() + authority.certificate());
        refuses("certificate 1 in " + chain + " was not signed by the one that follows it");
    }

    @Test
    void refusesWhatHasEndedOrNotBegun() throws IOException {
        authority.issue(FROM, NOW.minusSeconds(60)).writeTo(chain, key);
        refuses("ended on 2026-11-23T01:59:00Z", "put a renewed one there");
        authority.issue(NOW.plusSeconds(60), NOW.plus(Duration.ofDays(1))).writeTo(chain, key);
        refuses("is valid from 2026-11-23T02:01:00Z on", "correct the clock");
    }

    @Test
    void refusesWhatIsNoPem() throws IOException {
        var pem = Files.readString(key);
        Files.writeString(key, "no key");
        refuses(key + " holds no private key in PEM", "openssl pkcs8");
        Files.writeString(key, pem.replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY"));
        refuses(key + " holds no private key", "since it has a password");
        Files.writeString(chain, "no certificate");
        refuses(chain + " holds no certificate in PEM");
    }

    @Test
    void believesNoHalfOfTheSettings() {
        assertThatThrownBy(
                        () ->
                                new TlsSettings(
                                        chain, null, Duration.ofSeconds(10), Duration.ofDays(14)))
                .hasMessageContaining("assay.tls.key is not; set both");
    }
}
