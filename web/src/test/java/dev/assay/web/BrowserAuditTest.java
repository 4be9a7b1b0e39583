package dev.assay.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static dev.assay.web.Browsed.PASSWORD;
import static dev.assay.web.Browsed.address;
import static dev.assay.web.Browsed.button;
import static dev.assay.web.Browsed.held;
import static dev.assay.web.Browsed.service;
import static dev.assay.web.Browsed.signedIn;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

import dev.assay.inventory.account.Role;
import dev.assay.registry.identity.Accounts;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.Set;

/** What auditors and administrators look at, in a real browser. */
@ExtendWith(Browsed.class)
class BrowserAuditTest {

    @Test
    void anAuditorFindsWhatHappenedAndFollowsTheChain() {
        service()
                .getBean(Accounts.class)
                .create("test", "otto", "Otto Auditor", Set.of(Role.AUDITOR), PASSWORD);
        var page = signedIn("otto");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Audit").setExact(true))
                .first()
                .click();
        assertThat(page.getByText("chain whole")).isVisible();
        assertThat(page.locator(".events > li").first()).containsText("page.read");
        held(page, "50-audit");
        page.getByLabel("What", new Page.GetByLabelOptions().setExact(true)).fill("account");
        button(page, "Search").click();
        assertThat(page.locator(".events").first()).containsText("account.created");
        assertThat(page.locator(".events").first()).not().containsText("page.read");
        page.getByLabel("Who", new Page.GetByLabelOptions().setExact(true)).fill("nobody-here");
        button(page, "Search").click();
        assertThat(page.getByText("Nothing fits")).isVisible();
        held(page, "51-audit-nothing");
        page.navigate(address() + "/audit?from=yesterday&server=%20%2F");
        assertThat(page.getByLabel("From")).hasAttribute("aria-invalid", "true");
        held(page, "52-audit-unclear");
        page.navigate(address() + "/audit");
        button(page, "Follow it now").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("it is whole");
    }

    @Test
    void anAdministratorSeesWhatTheInstallationStandsOn() {
        var page = signedIn("root");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Administration"))
                .first()
                .click();
        assertThat(page.locator("#upstreams")).containsText("assay.upstream.npm.url");
        assertThat(page.locator("#ages")).containsText("not scanned, because");
        assertThat(page.locator("#trust")).containsText("not configured");
        page.getByRole(AriaRole.LISTITEM)
                .filter(new Locator.FilterOptions().setHasText("npm http"))
                .getByRole(AriaRole.BUTTON)
                .click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("it answered");
        assertThat(page.locator("#jobs .rows").last()).containsText("notices");
        held(page, "53-administration");
    }

    @Test
    void securityRehearsesARevocationAndSeesHowLongTheGateTook() {
        var page = signedIn("sam");
        page.navigate(address() + "/drills");
        button(page, "Hold a drill now").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("ms after the revocation");
        held(page, "54-drills");
    }
}
