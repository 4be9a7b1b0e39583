package dev.assay.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static dev.assay.web.Browsed.ONCE_VETTED;
import static dev.assay.web.Browsed.address;
import static dev.assay.web.Browsed.button;
import static dev.assay.web.Browsed.clean;
import static dev.assay.web.Browsed.held;
import static dev.assay.web.Browsed.hostile;
import static dev.assay.web.Browsed.installation;
import static dev.assay.web.Browsed.request;
import static dev.assay.web.Browsed.service;
import static dev.assay.web.Browsed.signedIn;
import static dev.assay.web.Browsed.upstream;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

import dev.assay.inventory.account.AccountStore;
import dev.assay.registry.gate.FetchCounter;
import dev.assay.samples.SampleHistory;
import dev.assay.samples.SampleUpstream;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The main story in a real browser over the real pipeline: a team asks, the machine reads, a
 * reviewer decides. With {@code ASSAY_SCREENSHOTS=FOLDER} the browser's stories leave pictures.
 */
@ExtendWith(Browsed.class)
class BrowserTest {

    @Test
    void aTeamAsksAndAnotherPersonDecidesWithTheReportBeforeThem() {
        var asking = signedIn("ada");
        held(asking, "1-nothing-waits");
        request(asking, "npm:" + SampleHistory.MAIL_SERVER + "@" + clean());
        held(asking, "2-being-vetted");
        assertThat(asking.getByLabel("Verdict")).isVisible(ONCE_VETTED);
        assertThat(asking.locator("#decide")).containsText("Decisions are taken by people");
        held(asking, "3-first-version");

        var deciding = signedIn("sam");
        held(deciding, "4-waiting");
        deciding.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName(SampleHistory.MAIL_SERVER))
                .click();
        confirmTools(deciding);
        deciding.getByLabel("Reason").fill("Sends mail where the team said, and nowhere else.");
        held(deciding, "5-decide");
        button(deciding, "Approve").click();
        assertThat(deciding.getByRole(AriaRole.STATUS)).containsText("You approved it");
        assertThat(deciding.locator(".command").first())
                .containsText(SampleHistory.MAIL_SERVER + "@" + clean());
        held(deciding, "6-approved-release");

        // The hostile update, asked for by somebody who reviews: not even they can approve it.
        request(deciding, "npm:" + SampleHistory.MAIL_SERVER + "@" + hostile());
        assertThat(deciding.getByLabel("Verdict")).isVisible(ONCE_VETTED);
        assertThat(deciding.locator(".finding").first()).containsText(SampleHistory.ADDED_ADDRESS);
        assertThat(deciding.locator(".finding mark").first()).hasText(SampleHistory.ADDED_ADDRESS);
        assertThat(deciding.locator("#decide")).containsText("nobody approves their own request");
        assertThat(button(deciding, "Approve")).hasCount(0);
        held(deciding, "7-hostile-update");
        theCodeIsReadBesideItsFinding(deciding);

        deciding.navigate(address() + "/approved");
        assertThat(
                        deciding.locator(".rows > li")
                                .filter(
                                        new Locator.FilterOptions()
                                                .setHasText(SampleHistory.MAIL_SERVER)))
                .hasCount(1);
        held(deciding, "8-approved");
        theServerTellsItsWholeStory(deciding);
    }

    private void theCodeIsReadBesideItsFinding(Page page) {
        assertThat(page.locator("#flows .target b").first()).hasText(SampleHistory.ADDED_ADDRESS);
        assertThat(page.locator("#sent tr.add").first()).containsText(SampleHistory.ADDED_ADDRESS);
        var function = page.locator(".function").first();
        assertThat(function.locator("tr.add .new")).containsText(SampleHistory.ADDED_ADDRESS);
        assertThat(function.locator("tr.add + tr.pin")).containsText(SampleHistory.ADDED_ADDRESS);
        assertThat(page.locator(".strip")).containsText("1 of ");

        page.locator("body").press("j");
        assertThat(page.locator(".finding").first()).isFocused();

        // A click on the number of the line opens the form with it.
        function.locator("tr.add td.n").last().click();
        function.getByLabel("Comment", new Locator.GetByLabelOptions().setExact(true))
                .fill("Whose address is this?");
        button(page, "Comment").first().click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("Your comment stands");
        assertThat(page.locator("tr.pin .remark")).containsText("Whose address is this?");
        held(page, "16-comment");

        page.locator("#files").getByRole(AriaRole.LINK).last().click();
        assertThat(page.locator(".raw .add")).containsText(SampleHistory.ADDED_ADDRESS);
        held(page, "17-difference");
        page.goBack();

        button(page, "Compare").click();
        assertThat(page.getByText("judged by the default policy alone")).isVisible(ONCE_VETTED);
        assertThat(page.locator(".function tr.add .new")).containsText(SampleHistory.ADDED_ADDRESS);
        held(page, "18-compare");
    }

    private void theServerTellsItsWholeStory(Page page) {
        fetch(clean());
        fetch(hostile());
        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Inventory").setExact(true))
                .click();
        held(page, "40-inventory");
        page.getByLabel("Name, owner, destination or version").fill("assay-sample-mail");
        button(page, "Search").click();
        assertThat(page.locator("#total")).hasText(Pattern.compile("1 of \\d+ servers?"));
        assertThat(page.locator(".servers tbody tr")).containsText(hostile() + " waits for review");
        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions()
                                .setName(SampleHistory.MAIL_SERVER)
                                .setExact(true))
                .click();
        assertThat(page.locator(".timeline .mark-approve")).hasCount(1);
        assertThat(page.locator(".timeline .name").first()).containsText(hostile());
        assertThat(page.locator("#destinations tbody tr").first()).containsText("not run");
        assertThat(page.locator("#fetches tbody")).containsText("somebody without a token");
        assertThat(page.locator("#fetches tbody .badge.critical")).hasText("1");
        held(page, "41-server");
        page.getByText("Delta since " + clean()).click();
        assertThat(page.getByText("judged by the default policy alone")).isVisible(ONCE_VETTED);
    }

    /** As a client does, without a token. */
    private static void fetch(String version) {
        var gate = service().getEnvironment().getProperty("local.gate.port");
        try (var client = HttpClient.newHttpClient()) {
            client.send(
                    HttpRequest.newBuilder(
                                    URI.create(
                                            "http://127.0.0.1:"
                                                    + gate
                                                    + "/npm"
                                                    + SampleUpstream.tarballPath(
                                                            SampleHistory.MAIL_SERVER, version)))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        service().getBean(FetchCounter.class).write();
    }

    @Test
    void aFindingShowsItsLineWithTheValueMarked() throws IOException {
        var installation = installation();
        var purl = Purl.npm("@acme/mail-server", "2.4.1");
        var found =
                List.of(
                        SomeFindings.destination(
                                purl.toString(), "us.i.posthog.com", Severity.HIGH),
                        SomeFindings.finding(
                                FindingKind.CONSTANT_RECIPIENT,
                                Severity.HIGH,
                                SampleHistory.ADDED_ADDRESS,
                                "Every mail is also sent to a fixed address",
                                new Evidence(
                                        purl.toString(),
                                        "lib/mail.js",
                                        88,
                                        11,
                                        "sendMail",
                                        "    subject: options.subject,\n    bcc: '"
                                                + SampleHistory.ADDED_ADDRESS
                                                + "',\n    html: options.html,")));
        var review =
                installation.inReview(
                        purl,
                        service().getBean(AccountStore.class).find("ada").orElseThrow(),
                        List.of("api.mail.example"),
                        found);
        var page = signedIn("sam");
        page.navigate(address() + "/releases/" + review.releaseId());
        assertThat(page.locator(".finding mark").nth(1)).hasText(SampleHistory.ADDED_ADDRESS);
        assertThat(page.locator(".finding").nth(1)).containsText("lib/mail.js:88:11 in sendMail");
        assertThat(page.locator("table").first()).containsText("not declared");
        held(page, "14-findings");
        page.navigate(address() + "/r/" + review.releaseId());
        held(page, "15-link");
    }

    /** From the page of a release to that of its tools and back, once it is judged again. */
    private static void confirmTools(Page deciding) {
        var release = deciding.url();
        assertThat(deciding.locator("#decide")).containsText("Nobody has said");
        deciding.getByText("What its tools may be used for").click();
        assertThat(deciding.getByText("Until then the release cannot be approved")).isVisible();
        held(deciding, "4-tools-to-confirm");
        var row = deciding.locator(".tools > li").first();
        row.getByText("Change").click();
        row.getByLabel("Business system").fill("Mail of the help desk");
        row.getByLabel("Kind of constraint").selectOption("cap");
        row.getByLabel("Parameter, or what is counted").fill("mails");
        row.getByLabel("What is allowed").fill("plenty");
        row.locator("button.primary").click();
        assertThat(deciding.getByRole(AriaRole.ALERT)).containsText("how many mails a day");
        assertThat(row.getByLabel("Business system")).hasValue("Mail of the help desk");
        held(deciding, "4-tool-refused");
        row.getByLabel("What is allowed").fill("200");
        row.locator("button.primary").click();
        assertThat(row).containsText("at most 200 mails a day");
        assertThat(row).containsText("Confirmed by Sam Security");
        assertThat(deciding.getByRole(AriaRole.STATUS)).containsText("confirmed");
        held(deciding, "4-tools-confirmed");
        for (var tries = 0; tries < 100 && button(deciding, "Approve").count() == 0; tries++) {
            deciding.navigate(release);
            deciding.waitForTimeout(100);
        }
    }

    /** What it costs is printed, and tested nowhere: the machine decides that. */
    @Test
    void aDeltaOfFiveThousandLinesIsReadInOnePage() {
        upstream().publish(LargePackage.version("1.0.0"));
        upstream().publish(LargePackage.version("1.1.0"));
        var page = signedIn("sam");
        for (var version : List.of("1.0.0", "1.1.0")) {
            request(page, "npm:" + LargePackage.NAME + "@" + version);
            assertThat(page.getByLabel("Verdict")).isVisible(ONCE_VETTED);
        }
        var name = "pkg:npm/" + LargePackage.NAME + "@";
        page.navigate(address() + "/compare?from=" + name + "1.0.0&to=" + name + "1.1.0");
        assertThat(page.locator("#code")).isVisible(ONCE_VETTED);
        assertThat(page.locator(".function")).hasCount(LargePackage.FUNCTIONS);
        assertThat(page.locator("tr.mod")).hasCount(LargePackage.LINES);
        for (var round = 0; round < 5; round++) {
            page.reload();
            System.out.println(
                    "5,000 lines: "
                            + page.evaluate(
                                    """
                                    () => { const n = performance.getEntriesByType('navigation')[0];
                                        const p = performance.getEntriesByName('first-contentful-paint')[0];
                                        return 'answer ' + Math.round(n.responseEnd - n.requestStart) + ' ms, '
                                            + n.decodedBodySize + ' bytes, first paint '
                                            + Math.round(p.startTime) + ' ms, loaded '
                                            + Math.round(n.loadEventEnd) + ' ms' }"""));
        }
    }

    @Test
    void aVersionThatDoesNotExistIsNamedAndCanBeTriedAgain() {
        var asking = signedIn("ada");
        request(asking, "npm:" + SampleHistory.MAIL_SERVER + "@9.9.9");
        assertThat(asking.getByText("It could not be vetted")).isVisible(ONCE_VETTED);
        assertThat(button(asking, "Vet again")).isVisible();
        held(asking, "9-failed");
        asking.navigate(address() + "/");
        assertThat(
                        asking.getByRole(
                                AriaRole.HEADING,
                                new Page.GetByRoleOptions().setName("Could not be vetted")))
                .isVisible();
    }

    @Test
    void aFormThatIsRefusedKeepsWhatWasWritten() {
        var asking = signedIn("ada");
        asking.navigate(address() + "/request?purl=npm:left-pad@latest");
        asking.locator("#purpose").fill("padding");
        asking.locator("#owner").fill("Team Left");
        asking.getByLabel("Where it may send data").fill("https://api.example.com/v1");
        button(asking, "Hand in").click();
        assertThat(asking.locator("#purl-error")).containsText("dist-tag");
        assertThat(asking.locator("#domains-error")).containsText("api.example.com");
        assertThat(asking.locator("#problems")).containsText("Whose data does it see");
        assertThat(asking.locator("#purpose")).hasValue("padding");
        assertThat(asking.getByLabel("Where it may send data"))
                .hasValue("https://api.example.com/v1");
        // It is kept as a draft, though it was refused.
        asking.navigate(address() + "/");
        asking.getByText("left-pad@latest").or(asking.getByText("left-pad")).first().click();
        assertThat(asking.locator("#purpose")).hasValue("padding");
        held(asking, "10-refused-form");
    }
}
