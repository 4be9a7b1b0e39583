package dev.assay.scanners.coordinates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundleAddressTest {

    private static final String DIGEST = "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @CsvSource({
        "https://example.com/v1.2.0/mail.mcpb, example.com/v{version}/mail.mcpb, 1.2.0+",
        "https://example.com/v1.2.0/mail-1.2.0.mcpb,"
                + " example.com/v{version}/mail-{version}.mcpb, 1.2.0+",
        "https://example.com/1.0.0/mail-2.0.0.mcpb, example.com/1.0.0/mail-{version}.mcpb, 2.0.0+",
        "https://example.com/mail-1.2.0-beta.1-linux-x64.mcpb,"
                + " example.com/mail-{version}-linux-x64.mcpb, 1.2.0-beta.1+",
        "https://example.com/mail-1.2.0-darwin.mcpb, example.com/mail-{version}-darwin.mcpb, 1.2.0+",
        "https://EXAMPLE.com:443/latest/mail.mcpb, example.com/latest/mail.mcpb, ''",
        "https://example.com:8443/10.20.30.40/mail.mcpb, example.com:8443/10.20.30.40/mail.mcpb, ''"
    })
    void isAVersionOfAPackage(String address, String name, String version) {
        var purl = Purl.parse(address + "@sha256:" + DIGEST);

        assertThat(purl.packageName()).isEqualTo("https://" + name);
        assertThat(purl.exactVersion()).isEqualTo(version + "sha256." + DIGEST);
        assertThat(Purl.parse(purl.toString())).isEqualTo(purl);
        assertThat(BundleAddress.of(purl).orElseThrow().purl()).isEqualTo(purl);
        assertThat(BundleAddress.of(purl).orElseThrow().uri().getPath())
                .isEqualTo(java.net.URI.create(address).getPath());
        assertThat(Purl.parse("mcpb:" + address + "@sha256:" + DIGEST)).isEqualTo(purl);
    }

    @Test
    void isWhatTheSpecificationOfPackageUrlsSaysByQualifiers() {
        var purl =
                Purl.parse(
                        "pkg:generic/mail@1.2.0?download_url=https://example.com/mail-1.2.0.mcpb"
                                + "&checksum=sha256:"
                                + DIGEST);

        assertThat(purl)
                .isEqualTo(Purl.parse("https://example.com/mail-1.2.0.mcpb@sha256:" + DIGEST));
        assertThat(
                        Purl.parse(
                                        "pkg:generic/mail@1.2.0?download_url=https://example.com/mail.mcpb"
                                                + "&checksum=sha256:"
                                                + DIGEST)
                                .exactVersion())
                .isEqualTo("1.2.0+sha256." + DIGEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/mail.mcpb",
                "https://example.com/mail.mcpb@1.2.0",
                "https://example.com/mail.mcpb@sha256:123",
                "https://me@example.com/mail.mcpb@sha256:0123",
                "mcpb:https://example.com/mail.zip@sha256:0123",
                "mcpb:ftp://example.com/mail.mcpb@sha256:0123",
                "mcpb:mail"
            })
    void isNamedByAddressAndDigestAlone(String text) {
        assertThatThrownBy(() -> Purl.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hasOneNameAlone() {
        var purl =
                Purl.parse(
                        "pkg:generic/mcpb/https/example.com/mail-1.2.0.mcpb@1.2.0%2Bsha256."
                                + DIGEST);

        assertThat(BundleAddress.isOne(purl)).isTrue();
        assertThat(BundleAddress.of(purl)).isEmpty();
        assertThat(RemoteEndpoint.isOne(purl)).isFalse();
    }
}
