package dev.assay.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static dev.assay.web.Browsed.ONCE_VETTED;
import static dev.assay.web.Browsed.address;
import static dev.assay.web.Browsed.button;
import static dev.assay.web.Browsed.handIn;
import static dev.assay.web.Browsed.held;
import static dev.assay.web.Browsed.signedIn;
import static dev.assay.web.Browsed.upstream;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.regex.Pattern;

/** Scopes and grants in a real browser: asked for by one, answered by another. */
@ExtendWith(Browsed.class)
class BrowserConsumersTest {

    @Test
    void aConsumerIsGrantedOneToolBySomebodyElse() {
        upstream().publish(SampleTools.desk("2.0.0"));
        var asking = signedIn("ada");
        asking.navigate(address() + "/consumers");
        held(asking, "29-no-consumers");
        asking.navigate(address() + "/request");
        asking.getByLabel("OAuth scopes it is given")
                .fill(
                        "google gmail.modify: sort the mail of the help desk; because it sets labels\n"
                                + "acme tickets.read: read tickets");
        handIn(asking, "npm:" + SampleTools.NAME + "@2.0.0");
        assertThat(asking.getByLabel("Verdict")).isVisible(ONCE_VETTED);
        var release = asking.url();
        var deciding = signedIn("sam");
        deciding.navigate(release + "/tools");
        assertThat(deciding.locator("#scopes")).containsText("gmail.readonly");
        assertThat(deciding.locator("#scopes")).containsText("not in the catalogue");
        held(deciding, "30-scopes");
        deciding.getByText(Pattern.compile("Confirm all \\d as they stand")).click();
        for (var tries = 0; tries < 100 && button(deciding, "Approve").count() == 0; tries++) {
            deciding.navigate(release);
            deciding.waitForTimeout(100);
        }
        deciding.getByLabel("Reason").fill("Reads tickets, answers in drafts.");
        button(deciding, "Approve").click();
        assertThat(deciding.getByRole(AriaRole.STATUS)).containsText("You approved it");

        asking.navigate(address() + "/consumers");
        asking.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Ticket agent");
        asking.getByLabel("What it is for").fill("Drafts answers to tickets.");
        asking.getByLabel("Who answers for it").selectOption("ada");
        asking.getByLabel("How far it may go").selectOption("pilot");
        button(asking, "Put on record").click();
        assertThat(asking.getByText("It may call no tool")).isVisible();
        asking.locator("#tool").selectOption(new SelectOption().setLabel("get_ticket, read"));
        asking.getByLabel("Environment").selectOption("pilot");
        asking.getByLabel("Days").fill("400");
        asking.getByLabel("The workflow that needs it").fill("Reads what the ticket says.");
        button(asking, "Ask").click();
        assertThat(asking.getByRole(AriaRole.ALERT)).containsText("1 to 365 days");
        asking.getByLabel("Days").fill("30");
        held(asking, "31-ask-for-a-tool");
        button(asking, "Ask").click();
        assertThat(asking.getByRole(AriaRole.STATUS)).containsText("get_ticket is asked for");

        deciding.navigate(address() + "/");
        assertThat(deciding.locator(".mine").first())
                .containsText("Ticket agent asks for this tool");
        deciding.navigate(address() + "/consumers");
        deciding.locator("details.wide > summary").first().click();
        deciding.getByLabel("Reason").fill("Reading is enough for drafts.");
        held(deciding, "32-grants-waiting");
        button(deciding, "Grant").click();
        assertThat(deciding.getByRole(AriaRole.STATUS)).containsText("on record");
        deciding.locator("details.wide > summary").first().click();
        held(deciding, "33-consumer");
        deciding.navigate(release + "/tools");
        assertThat(deciding.locator("#grants")).containsText("Ticket agent");
        held(deciding, "34-who-may-call");
        deciding.navigate(address() + "/consumers");
        held(deciding, "35-consumers");
    }
}
