package dev.assay.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static dev.assay.web.Browsed.address;
import static dev.assay.web.Browsed.answer;
import static dev.assay.web.Browsed.button;
import static dev.assay.web.Browsed.page;
import static dev.assay.web.Browsed.signIn;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.time.Instant;

/** What has to work in a browser that runs no script: signing in, asking, reading, deciding. */
@ExtendWith(Browsed.class)
class BrowserWithoutScriptTest {

    private static final String SERVER = "@assay-samples/notes";

    @Test
    void aTeamAsksAndAReviewerDecidesWithoutAnyScript() throws InterruptedException {
        var asking = page(false);
        asking.navigate(address() + "/request?purl=npm:" + SERVER + "@1.0.0");
        signIn(asking, "ada", Browsed.PASSWORD);
        asking.navigate(address() + "/request?purl=npm:" + SERVER + "@1.0.0");
        answer(asking);
        button(asking, "Hand in").click();
        assertThat(asking.getByRole(AriaRole.STATUS)).containsText("Your request is taken");
        var release = asking.url();
        assertVetted(asking);

        var deciding = page(false);
        deciding.navigate(release);
        signIn(deciding, "sam", Browsed.PASSWORD);
        deciding.navigate(release);
        deciding.locator("#code")
                .getByText("Do it now")
                .or(deciding.locator("#code h2"))
                .first()
                .click();
        assertThat(deciding.locator("h1")).containsText(SERVER);
        deciding.navigate(release + "/tools");
        deciding.getByText("Confirm all").first().click();
        assertThat(deciding.getByRole(AriaRole.STATUS)).containsText("confirmed");
        // It is judged again with what was confirmed.
        for (var tries = 0; tries < 100 && button(deciding, "Approve").count() == 0; tries++) {
            deciding.navigate(release);
            deciding.waitForTimeout(200);
        }
        deciding.getByLabel("Reason").fill("It keeps notes, and sends nothing.");
        button(deciding, "Approve").click();
        assertThat(deciding.getByRole(AriaRole.STATUS)).containsText("You approved it");
    }

    /** Nothing follows by itself without a script: the page is asked for again. */
    private static void assertVetted(Page page) throws InterruptedException {
        var end = Instant.now().plus(Duration.ofMinutes(3));
        while (page.getByLabel("Verdict").count() == 0 && Instant.now().isBefore(end)) {
            Thread.sleep(500);
            page.reload();
        }
        assertThat(page.getByLabel("Verdict")).isVisible();
    }
}
