package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.account.Role;
import dev.assay.registry.identity.AccountAdministration;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** A provider that is away keeps Assay neither from starting nor from being administered. */
@RunningAssay
@TestPropertySource(
        properties = {
            "assay.oidc.issuer=http://127.0.0.1:9/realm",
            "assay.oidc.client-id=assay",
            "assay.oidc.client-secret=x",
            "assay.oidc.name=Company sign-on",
            "assay.oidc.groups[0].group=g",
            "assay.oidc.groups[0].roles=auditor",
            "assay.sign-in.local=break-glass",
            "assay.sign-in.break-glass=glass"
        })
class ProviderAwayTest {

    @Autowired Installation installation;
    @Autowired AccountAdministration administration;
    @LocalServerPort int port;

    @Test
    void thePageSaysSoAndTheEmergencyAdministratorAloneGetsIn() throws Exception {
        var other = installation.account(Role.ADMINISTRATOR);
        var glass = installation.account("glass", java.util.Set.of(Role.ADMINISTRATOR));
        assertThat(administration.disable(other, glass.id()).toString())
                .contains("This is the emergency administrator");
        var assay = "http://127.0.0.1:" + port;
        try (var browser = new VisitingBrowser()) {
            var away = browser.get(assay + "/signin/with/provider");
            assertThat(away.address().getPath()).isEqualTo("/signin");
            assertThat(away.body())
                    .contains("Company sign-on does not answer now", "emergency administrator");

            var refused = signIn(browser, away, other.login());
            assertThat(refused.address().toString()).endsWith("/signin?failed");
            var welcome = signIn(browser, refused, "glass");
            assertThat(welcome.address().getPath()).isEqualTo("/");

            var out = "_csrf=" + VisitingBrowser.csrf(welcome);
            assertThat(browser.post(assay + "/signout", out).address().toString())
                    .endsWith("/signin?signedout");
        }
    }

    private VisitingBrowser.Seen signIn(
            VisitingBrowser browser, VisitingBrowser.Seen page, String login) throws Exception {
        return browser.post(
                "http://127.0.0.1:" + port + "/signin",
                "_csrf="
                        + VisitingBrowser.csrf(page)
                        + "&login="
                        + login
                        + "&password="
                        + Installation.PASSWORD.replace(' ', '+'));
    }
}
