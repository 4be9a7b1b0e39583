package dev.assay.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static dev.assay.web.Browsed.address;
import static dev.assay.web.Browsed.button;
import static dev.assay.web.Browsed.held;
import static dev.assay.web.Browsed.installation;
import static dev.assay.web.Browsed.service;
import static dev.assay.web.Browsed.signedIn;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.review.Review;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;

/** What people let pass although something stands against it, in a real browser. */
@ExtendWith(Browsed.class)
class BrowserExceptionsTest {

    private static Review startsAProgram(Purl purl) throws IOException {
        return installation()
                .inReview(
                        purl,
                        service().getBean(AccountStore.class).find("ada").orElseThrow(),
                        List.of("api.mail.example"),
                        List.of(
                                SomeFindings.finding(
                                        FindingKind.PROCESS_SPAWN,
                                        Severity.CRITICAL,
                                        "sh",
                                        "A tool's argument is run as a command",
                                        new Evidence(
                                                purl.toString(),
                                                "lib/run.js",
                                                8,
                                                3,
                                                "run",
                                                "exec(cmd)"))));
    }

    @Test
    void whatBlocksIsWaivedByAnotherPersonAndThenApprovedByTwo() throws IOException {
        var review = startsAProgram(Purl.npm("@acme/shell-server", "1.0.0"));
        var asking = signedIn("ada");
        asking.navigate(address() + "/r/" + review.releaseId());
        asking.getByText("Ask for a waiver", new Page.GetByTextOptions().setExact(true)).click();
        asking.getByLabel("Why it has to be accepted").fill("The nightly build needs it.");
        asking.getByLabel("What keeps the harm small").fill("It runs in a throw-away sandbox.");
        held(asking, "16-ask-for-a-waiver");
        button(asking, "Ask").click();
        assertThat(asking.getByRole(AriaRole.STATUS)).containsText("waiver is asked for");

        var deciding = signedIn("sam");
        held(deciding, "17-waiting-for-me");
        deciding.navigate(address() + "/releases/" + review.releaseId());
        assertThat(deciding.locator("#decide")).containsText("once that is waived");
        deciding.getByText("Why low", new Page.GetByTextOptions().setExact(true)).click();
        deciding.getByLabel("Set the tier").selectOption("medium");
        deciding.getByLabel("Why", new Page.GetByLabelOptions().setExact(true))
                .fill("It runs commands.");
        held(deciding, "18-blocked");
        button(deciding, "Set").click();
        assertThat(deciding.getByLabel("Who has to agree")).containsText("data-protection: 0 of 1");
        deciding.navigate(address() + "/exceptions");
        deciding.getByLabel("Reason").first().fill("The sandbox was looked at.");
        held(deciding, "19-exceptions");
        button(deciding, "Grant").click();
        assertThat(deciding.getByRole(AriaRole.STATUS)).containsText("granted");

        deciding.navigate(address() + "/releases/" + review.releaseId());
        deciding.getByLabel("Reason").fill("Waived, watched, and only for the build.");
        deciding.getByText("Under conditions").click();
        deciding.getByLabel("Conditions, one on a line").fill("Only in the build's sandbox");
        held(deciding, "20-vote");
        button(deciding, "Approve").click();
        assertThat(deciding.getByRole(AriaRole.STATUS))
                .containsText("still needs 1 data-protection");
        held(deciding, "21-voted");

        var other = signedIn("dora");
        other.navigate(address() + "/releases/" + review.releaseId());
        other.getByLabel("Reason").fill("No data about people.");
        button(other, "Approve").click();
        assertThat(other.getByLabel("Approval")).containsText("Only in the build's sandbox");
        held(other, "22-approved-under-conditions");
    }

    @Test
    void aFindingIsAcceptedUntilADayAndSaysByWhom() throws IOException {
        var review = startsAProgram(Purl.npm("@acme/job-server", "1.0.0"));
        var asking = signedIn("ada");
        asking.navigate(address() + "/releases/" + review.releaseId());
        assertThat(asking.getByLabel("Verdict"))
                .containsText("it cannot be approved before what blocks it is waived");
        var finding = asking.locator(".finding").first();
        finding.getByText("Accept until …").click();
        finding.getByLabel("Why it has to be accepted").fill("The nightly job needs it.");
        finding.getByLabel("What keeps the harm small").fill("It runs in a sandbox.");
        finding.getByLabel("Until, at most 90 days")
                .fill(LocalDate.now(ZoneOffset.UTC).plusDays(9).toString());
        held(asking, "26-accept-a-finding");
        finding.getByText("Ask that it be accepted").click();
        assertThat(asking.locator(".accepted").first())
                .hasText("asked for by Ada Requester, waiting for a reviewer");

        var deciding = signedIn("sam");
        deciding.navigate(address() + "/releases/" + review.releaseId());
        deciding.locator(".accepted a").first().click();
        assertThat(deciding).hasURL(Pattern.compile(".*/exceptions#waiver-.*"));
        var waiting =
                deciding.locator("li[id^=waiver-]")
                        .filter(new Locator.FilterOptions().setHasText("@acme/job-server"));
        waiting.getByLabel("Reason").fill("The sandbox was looked at.");
        waiting.getByText("Grant", new Locator.GetByTextOptions().setExact(true)).click();

        deciding.navigate(address() + "/releases/" + review.releaseId());
        assertThat(deciding.locator(".accepted").first())
                .hasText(Pattern.compile("accepted until .* by Sam Security"));
        assertThat(deciding.getByLabel("Verdict"))
                .containsText("everything that blocks it is waived, so it can be approved");
        held(deciding, "27-accepted-finding");
    }

    @Test
    void brokenGlassIsSeenByEverybodyUntilSomebodyElseHasLookedAtIt() throws IOException {
        var installation = installation();
        var purl = Purl.npm("@acme/pager-server", "3.1.4");
        var review =
                installation.inReview(
                        purl,
                        service().getBean(AccountStore.class).find("ada").orElseThrow(),
                        List.of("api.mail.example"),
                        List.of());
        var deciding = signedIn("sam");
        deciding.navigate(address() + "/releases/" + review.releaseId());
        deciding.getByText("Break glass: let it through for hours").click();
        deciding.getByLabel("What burns").fill("The pager rings and the old one is broken.");
        held(deciding, "23-break-glass");
        button(deciding, "Break glass").click();
        assertThat(deciding.getByLabel("Approval")).containsText("Nobody approved this");
        held(deciding, "24-let-through");

        var other = signedIn("dora");
        other.navigate(address() + "/");
        assertThat(other.locator(".glass")).containsText("Sam Security");
        held(other, "25-banner");
        other.navigate(address() + "/exceptions");
        other.getByLabel("What do you think of it").fill("It was needed; I approve it properly.");
        button(other, "Close with this post-review").click();
        assertThat(other.getByRole(AriaRole.STATUS)).containsText("nothing is owed");
        other.navigate(address() + "/");
        assertThat(other.locator(".glass")).hasCount(0);
    }
}
