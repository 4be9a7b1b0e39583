package dev.assay.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static dev.assay.web.Browsed.PASSWORD;
import static dev.assay.web.Browsed.address;
import static dev.assay.web.Browsed.button;
import static dev.assay.web.Browsed.held;
import static dev.assay.web.Browsed.service;
import static dev.assay.web.Browsed.signedIn;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

import dev.assay.inventory.account.Role;
import dev.assay.registry.identity.Accounts;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.Set;
import java.util.regex.Pattern;

/** What an administrator does about people and their tokens, in a real browser. */
@ExtendWith(Browsed.class)
class BrowserAccountsTest {

    @Test
    void anAdministratorCreatesAnAccountAndSeesItsPasswordOnce() {
        var page = signedIn("root");
        page.navigate(address() + "/accounts");
        page.getByLabel("Login").fill("nia");
        page.getByLabel("Name").fill("Nia Newcomer");
        page.getByLabel("data-protection").check();
        button(page, "Create").click();
        assertThat(page.locator(".command")).hasText(Pattern.compile("(\\w{5}-){3}\\w{5}"));
        held(page, "11-accounts");
        var password = page.locator(".command").innerText();
        page.reload();

        var theirs = signedIn("nia", password);
        assertThat(theirs.getByRole(AriaRole.ALERT)).containsText("Choose one of your own");
        assertThat(theirs.locator(".who")).containsText("Nia Newcomer");
        held(theirs, "12-account");
        theirs.getByLabel("Present password").fill(password);
        theirs.getByLabel("New password").fill("seven crooked nails");
        theirs.getByLabel("The same again").fill("seven crooked nails");
        button(theirs, "Change it").click();
        assertThat(theirs.getByText("Your password is changed")).isVisible();

        var again = signedIn("nia", "seven crooked nails");
        again.navigate(address() + "/accounts");
        assertThat(again.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText("This is not for your account");
        held(again, "13-not-for-you");
    }

    @Test
    void anAdministratorLooksAfterTokensAndAccounts() {
        service()
                .getBean(Accounts.class)
                .create("test", "nightly", "Nightly build", Set.of(Role.CI), PASSWORD);
        var page = signedIn("root");
        page.navigate(address() + "/administration/tokens");
        page.getByLabel("Owner").selectOption("nightly");
        page.getByLabel("What it is for").fill("The nightly build of the mail server");
        button(page, "Make it").click();
        assertThat(page.locator(".command")).hasText(Pattern.compile("assay_\\w{49}"));
        held(page, "16-tokens");
        page.getByLabel("Revoke The nightly build of the mail server").click();
        assertThat(page.locator("td .badge")).hasText("revoked");

        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Accounts").setExact(true))
                .first()
                .click();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("nightly")).click();
        page.getByLabel("auditor").check();
        button(page, "Change roles").click();
        assertThat(page.getByLabel("auditor")).isChecked();
        held(page, "17-one-account");
        button(page, "Disable the account").click();
        assertThat(page.locator(".head .badge")).hasText("disabled");

        page.navigate(address() + "/administration/sign-in");
        held(page, "18-sign-in-settings");
        page.navigate(address() + "/account");
        assertThat(page.getByText("this one")).isVisible();
        held(page, "19-own-account");
        page.navigate(address() + "/account/tokens");
        held(page, "20-own-tokens");
    }
}
