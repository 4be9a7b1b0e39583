package dev.assay.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static dev.assay.web.Browsed.address;
import static dev.assay.web.Browsed.button;
import static dev.assay.web.Browsed.held;
import static dev.assay.web.Browsed.installation;
import static dev.assay.web.Browsed.page;
import static dev.assay.web.Browsed.service;
import static dev.assay.web.Browsed.signIn;
import static dev.assay.web.Browsed.signedIn;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.server.Servers;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.finding.Severity;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** The record of a server in a real browser: read, stated, checked, and looked at as it was. */
@ExtendWith(Browsed.class)
class BrowserRecordTest {

    @Test
    void whatIsUnknownIsCountedStatedInPlaceAndKeptAsItWas() throws IOException {
        var path = server("@acme/record-server");
        var page = signedIn("ada");
        page.navigate(address() + path.replace("/record", ""));
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Record").setExact(true))
                .click();
        assertThat(page.locator("h1")).hasText("Record of @acme/record-server");
        var unknown = unknown(page);
        var before = Instant.now();
        held(page, "60-record");

        state(page, "Hosting country");
        page.getByLabel("Hosting country").fill("UK");
        button(page, "State it").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("‘UK’ is no country");
        assertThat(page.getByLabel("Hosting country")).hasValue("UK");
        held(page, "61-record-refused");
        page.getByLabel("Hosting country").fill("GB");
        page.getByLabel("Where you know it from").fill("our own hall");
        button(page, "State it").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("on record as you say it");
        assertThat(page.locator("#server-hosting-country-"))
                .containsText("stated ada: our own hall");
        org.assertj.core.api.Assertions.assertThat(unknown(page)).isLessThan(unknown);

        page.locator("#destination-api-example-com summary").click();
        page.locator("#destination-country-api-example-com").getByRole(AriaRole.LINK).click();
        page.locator("#words").fill("US");
        button(page, "State it").click();
        assertThat(page.locator("#server-leaves-uk-")).containsText("yes");

        page.navigate(address() + path + "?since=" + before + "&at=" + Instant.now());
        assertThat(page.locator("#changes")).containsText("Country");
        assertThat(page.locator("#changes")).containsText("US (stated)");
        held(page, "62-record-changes");
        page.navigate(address() + path + "?show=unknown");
        held(page, "63-record-unknown");
    }

    @Test
    void aChecklistIsGoneThroughWithEvidenceWithoutAnyScript() throws IOException {
        var path = server("@acme/checked-server");
        var page = page(false);
        page.navigate(address() + path);
        signIn(page, "dora", Browsed.PASSWORD);
        page.navigate(address() + path + "?edit=check/tests/injection");
        page.getByLabel("pass").check();
        button(page, "Put on record").click();
        assertThat(page.getByRole(AriaRole.ALERT))
                .containsText("a tick without evidence is not done");
        page.getByLabel("What shows it").fill("https://ci.example.com/runs/7");
        button(page, "Put on record").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("on record");
        assertThat(page.locator("#list-tests summary")).containsText("1 of 8 done");
        assertThat(page.locator("#check-tests-injection")).containsText("pass, dora on");
        page.getByLabel("Day, to its end in UTC").fill("2001-01-01");
        button(page, "Show that day").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("no record of it then");

        var looking = signedIn("sam");
        looking.navigate(address() + path + "?edit=check/tests/crossing");
        held(looking, "64-record-checklist");
    }

    private static void state(Page page, String field) {
        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions()
                                .setName(Pattern.compile("^State " + field + "$")))
                .click();
    }

    private static int unknown(Page page) {
        var text = page.locator(".head strong").textContent();
        return Integer.parseInt(text.split(" ")[0]);
    }

    private static String server(String name) throws IOException {
        var purl = Purl.npm(name, "1.0.0");
        installation()
                .inReview(
                        purl,
                        service().getBean(AccountStore.class).find("ada").orElseThrow(),
                        List.of("api.example.com"),
                        List.of(
                                SomeFindings.destination(
                                        purl.toString(), "us.i.posthog.com", Severity.HIGH)));
        return "/servers/" + Servers.id(purl) + "/record";
    }
}
