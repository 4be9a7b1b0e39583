package dev.assay.scanners.coordinates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryPackageTest {

    @ParameterizedTest
    @CsvSource({
        "npm, @acme/mail, pkg:npm/%40acme/mail",
        "pypi, Acme_Mail, pkg:pypi/acme-mail",
        "nuget, Acme.Mail, pkg:nuget/acme.mail",
        "cargo, acme_mail, pkg:cargo/acme_mail",
        "oci, ghcr.example/acme/mail:1.2.0, pkg:oci/mail?repository_url=ghcr.example%2Facme%2Fmail"
    })
    void namesThePackageWithoutItsVersion(String type, String identifier, String purl) {
        assertThat(RegistryPackage.of(type, identifier, "")).hasValue(Purl.parse(purl));
    }

    @Test
    void namesABundleByItsAddressAndDigest() {
        var address = "https://example.com/mail-1.2.0.mcpb";

        assertThat(RegistryPackage.of("mcpb", address, "a".repeat(64)))
                .hasValue(Purl.parse(address + "@sha256:" + "a".repeat(64)).withVersion(null));
        assertThat(RegistryPackage.of("mcpb", address, "")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "npm, ../../etc",
        "npm, ''",
        "pypi, a b",
        "oci, https://x.y/z",
        "nuget, ../Mail",
        "cargo, a/b",
        "go, example.com/mail",
        "'', mail"
    })
    void namesNothingOfWhatIsNoName(String type, String identifier) {
        assertThat(RegistryPackage.of(type, identifier, "")).isEmpty();
    }
}
