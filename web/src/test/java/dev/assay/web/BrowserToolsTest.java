package dev.assay.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static dev.assay.web.Browsed.ONCE_VETTED;
import static dev.assay.web.Browsed.button;
import static dev.assay.web.Browsed.held;
import static dev.assay.web.Browsed.request;
import static dev.assay.web.Browsed.signedIn;
import static dev.assay.web.Browsed.upstream;

import com.microsoft.playwright.options.AriaRole;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people say of the tools of a release, in a real browser. */
@ExtendWith(Browsed.class)
class BrowserToolsTest {

    @Test
    void severalToolsAreConfirmedAtOnceAndWhatIsNeverToBeUsedTakesTwo() {
        upstream().publish(SampleTools.desk("1.0.0"));
        var asking = signedIn("ada");
        request(asking, "npm:" + SampleTools.NAME + "@1.0.0");
        assertThat(asking.getByLabel("Verdict")).isVisible(ONCE_VETTED);
        var deciding = signedIn("sam");
        deciding.navigate(asking.url() + "/tools");
        held(deciding, "26-tools");
        deciding.getByText("Confirm all 5 as they stand").click();
        assertThat(deciding.getByRole(AriaRole.STATUS)).containsText("5 tools are confirmed");
        var user = deciding.locator(".tools > li").first();
        assertThat(user).containsText("create_user");
        user.getByText("Change").click();
        user.getByLabel("It may be used to").selectOption("write");
        user.locator("button.primary").click();
        assertThat(deciding.getByRole(AriaRole.ALERT)).containsText("needs a reason");
        user.getByLabel("Reason").fill("The help desk makes accounts.");
        user.locator("button.primary").click();
        assertThat(deciding.locator(".tools > li").first()).containsText("second reviewer");

        var other = signedIn("dora");
        other.navigate(asking.url() + "/tools");
        held(other, "27-tool-to-agree");
        button(other, "Agree to create_user").click();
        assertThat(other.locator(".tools > li").first()).containsText("allowed by two people");
        other.navigate(asking.url() + "/tools?class=never");
        assertThat(other.getByText("None of its tools is in this list")).isVisible();
        held(other, "28-no-tools");
    }
}
