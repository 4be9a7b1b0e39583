package dev.assay.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static dev.assay.web.Browsed.address;
import static dev.assay.web.Browsed.button;
import static dev.assay.web.Browsed.held;
import static dev.assay.web.Browsed.installation;
import static dev.assay.web.Browsed.signIn;
import static dev.assay.web.Browsed.signedIn;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

import dev.assay.inventory.account.Role;
import dev.assay.samples.SampleHistory;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.List;
import java.util.regex.Pattern;

/** An assessment in a real browser, with and without script. */
@ExtendWith(Browsed.class)
class BrowserDpiasTest {

    @Test
    void anAssessmentIsBegunAnsweredConfirmedAndTaken() throws Exception {
        var installation = installation();
        var requester = installation.account(Role.REQUESTER);
        var name = "@browser/orders-" + System.nanoTime();
        installation.inReview(
                Purl.npm(name, "1.0.0"),
                requester,
                List.of(SampleHistory.DECLARED_DESTINATION),
                List.of());
        installation.inReview(
                Purl.npm(name + "-more", "1.0.0"),
                requester,
                List.of(SampleHistory.DECLARED_DESTINATION),
                List.of());
        var page = signedIn("dora");
        page.navigate(address() + "/dpias");
        held(page, "60-dpias");
        page.getByLabel("What the project is called").fill("Answering orders");
        page.getByLabel("Servers").fill("no such server");
        button(page, "Begin").click();
        assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
        page.getByLabel("Servers").fill(name);
        button(page, "Begin").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("It is begun");
        held(page, "61-dpia");

        for (var each : List.of("volume", "retention", "people")) {
            page.locator("[id='scope." + each + "']").fill("As little as can be.");
        }
        page.locator("#scope").getByText("Save these answers").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("on record");
        page.locator("#scope").getByText(Pattern.compile("^Confirm: ")).click();
        assertThat(page.locator("#scope")).containsText("Confirmed by Dora Privacy");

        page.locator("#sign-off summary").getByText("DPO advice provided").click();
        page.locator("#n-dpo-advice").fill("With the measures of step 6.");
        page.getByText("Put it on record: DPO advice provided").click();
        assertThat(page.locator("#sign-off")).containsText("may proceed");
        held(page, "62-dpia-advised");

        page.getByText("Which servers it is about (1)").click();
        page.locator("#servers").fill(name + "\n" + name + "-more");
        button(page, "Take these servers").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("made from the records");
        assertThat(page.getByText("Which servers it is about (2)")).isVisible();

        var download = page.waitForDownload(() -> page.getByText("PDF", exact()).click());
        org.assertj.core.api.Assertions.assertThat(download.suggestedFilename())
                .isEqualTo("dpia.pdf");
        page.navigate(address() + "/dpias");
        held(page, "63-dpias");

        page.locator("a", new Page.LocatorOptions().setHasText("Answering orders")).first().click();
        page.navigate(
                address() + "/inventory?q=" + name.substring(name.indexOf('/') + 1) + "-more");
        page.locator("a", new Page.LocatorOptions().setHasText(name + "-more")).first().click();
        assertThat(page.locator("#assessments")).containsText("Answering orders");
        held(page, "64-server-with-dpia");

        var bare = Browsed.page(false);
        bare.navigate(address() + "/dpias");
        signIn(bare, "dora", Browsed.PASSWORD);
        bare.navigate(
                page.getByText("Answering orders").first().getAttribute("href") == null
                        ? address() + "/dpias"
                        : address()
                                + page.getByText("Answering orders").first().getAttribute("href"));
        assertThat(bare.locator("#scope h2")).isVisible();
    }

    private static Page.GetByTextOptions exact() {
        return new Page.GetByTextOptions().setExact(true);
    }
}
