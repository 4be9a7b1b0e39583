package dev.assay.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static dev.assay.web.Browsed.address;
import static dev.assay.web.Browsed.button;
import static dev.assay.web.Browsed.held;
import static dev.assay.web.Browsed.installation;
import static dev.assay.web.Browsed.service;
import static dev.assay.web.Browsed.signedIn;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.release.ClosureStore;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** What is known of servers and of what they depend on, in a real browser. */
@ExtendWith(Browsed.class)
class BrowserServersTest {

    @Test
    void aClosureOfHundredsOfPackagesIsSearchedByNameWithTheWayToEachHit() throws IOException {
        var installation = installation();
        var purl = Purl.npm("@acme/large-server", "1.0.0");
        var review =
                installation.inReview(
                        purl,
                        service().getBean(AccountStore.class).find("ada").orElseThrow(),
                        List.of("api.mail.example"),
                        List.of());
        service().getBean(ClosureStore.class).keep(review.releaseId(), LargeClosure.of(purl, 400));
        var page = signedIn("sam");
        page.navigate(address() + "/releases/" + review.releaseId());
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("All versions")).click();
        assertThat(page.locator("#closure h2")).containsText("400 packages");
        page.getByLabel("Package, or package@version").fill("part-398");
        assertThat(page.locator(".ways li")).hasCount(1);
        assertThat(page.locator(".ways .step").first()).hasText("@acme/large-server");
        assertThat(page.locator(".ways .step").last()).hasText("part-398");
        page.getByText("at several versions").first().click();
        held(page, "42-closure-search");
        page.reload();
        assertThat(page.locator(".ways li")).hasCount(1);
        page.getByLabel("Package, or package@version").fill("");
        page.locator(".branches summary").first().click();
        held(page, "43-closure-tree");
    }

    @Test
    void aViewIsSavedAndSharedAndBegunWith() throws IOException {
        var installation = installation();
        installation.inReview(
                Purl.npm("@acme/view-server", "1.0.0"),
                service().getBean(AccountStore.class).find("ada").orElseThrow(),
                "to look at",
                "Team View",
                List.of("api.mail.example"),
                List.of());
        var page = signedIn("dora");
        page.navigate(address() + "/inventory");
        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName(Pattern.compile("^Team View 1$")))
                .click();
        assertThat(page.locator("#total")).containsText("1 of");
        page.getByText("Save this view").click();
        page.getByLabel("Name of the view").fill("Team View's");
        page.getByLabel("Everybody sees it").check();
        page.getByLabel("My inventory begins with it").check();
        button(page, "Save").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("The view is saved");
        page.navigate(address() + "/inventory");
        assertThat(page.locator(".tabs [aria-current]")).hasText("Team View's");
        page.getByText("This view: Team View's").click();
        held(page, "44-saved-view");

        var other = signedIn("sam");
        other.navigate(address() + "/inventory");
        other.getByText("Team View's").click();
        assertThat(other.locator(".servers tbody tr")).hasCount(1);
        other.navigate(address() + "/inventory?q=nothing-is-called-so");
        assertThat(other.getByText("No server is like that")).isVisible();
        held(other, "45-nothing-found");
    }
}
