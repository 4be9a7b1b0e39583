package dev.assay.scanners.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.artifact.npm.Packument;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.List;

class MailDomainsTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static Publication publication(String user, String maintainers) throws Exception {
        var packument =
                """
                {"name": "mail", "versions": {"1.0.0": {"name": "mail", "version": "1.0.0",
                 "_npmUser": %s, "maintainers": %s}}}
                """
                        .formatted(user, maintainers);
        return PublisherHistory.of(
                        Packument.parse("mail", packument.getBytes(StandardCharsets.UTF_8), null))
                .find("1.0.0")
                .orElseThrow();
    }

    @Test
    void onlyTheDomainsOfAddressesAreKept() throws Exception {
        var publication =
                publication(
                        "{\"name\": \"ada\", \"email\": \"ada.l@ACME.example\"}",
                        "[{\"name\": \"ada\", \"email\": \"ada.l@acme.example\"},"
                                + " \"bob <bob.b@home.example>\"]");

        assertThat(publication.accountDomain()).isEqualTo("acme.example");
        assertThat(publication.domains()).containsExactly("acme.example", "home.example");
        assertThat(JSON.writeValueAsString(publication)).doesNotContain("ada.l", "bob.b");
    }

    @Test
    void whatIsNoAddressHasNoDomain() throws Exception {
        var publication =
                publication(
                        "{\"name\": \"ada\", \"email\": \"ada at acme\"}",
                        "[{\"name\": \"ada\", \"email\": 7}, \"bob\", {\"email\": \"x@<script>\"}, 3]");

        assertThat(publication.accountDomain()).isNull();
        assertThat(publication.domains()).isEmpty();
    }

    @Test
    void whatWasRecordedBeforeHasNone() {
        var older =
                JSON.readValue(
                        """
                        {"version": "1.0.0", "at": null, "account": "ada", "trustedPublisher": null,
                         "maintainers": ["ada"], "repository": null, "commit": null,
                         "signed": true, "attested": false}
                        """,
                        Publication.class);

        assertThat(older.accountDomain()).isNull();
        assertThat(older.domains()).isEqualTo(List.of());
    }
}
