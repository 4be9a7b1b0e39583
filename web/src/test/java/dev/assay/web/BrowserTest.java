package dev.assay.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;

import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.review.Questions;
import dev.assay.registry.gate.FetchCounter;
import dev.assay.registry.identity.Accounts;
import dev.assay.samples.SampleCatalog;
import dev.assay.samples.SampleHistory;
import dev.assay.samples.SampleUpstream;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The main story in a real browser over the real pipeline: a team asks, the machine reads, a
 * reviewer decides. With {@code ASSAY_SCREENSHOTS=FOLDER} it leaves pictures of every page there.
 */
class BrowserTest {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final String PASSWORD = "correct horse battery";
    private static final LocatorAssertions.IsVisibleOptions ONCE_VETTED =
            new LocatorAssertions.IsVisibleOptions().setTimeout(180_000);

    @TempDir static Path data;

    private static SampleUpstream upstream;
    private static ConfigurableApplicationContext service;
    private static Playwright playwright;
    private static Browser browser;

    @BeforeAll
    static void start() {
        assumeTrue(Files.isExecutable(CHROMIUM), "skipped: there is no " + CHROMIUM);
        upstream = SampleUpstream.startWith(SampleCatalog.everything());
        service =
                new SpringApplication(AssayApplication.class)
                        .run(
                                "--server.port=0",
                                "--gate.port=0",
                                "--assay.data-directory=" + data,
                                "--assay.upstream.npm.url=" + upstream.url());
        var accounts = service.getBean(Accounts.class);
        accounts.create("test", "ada", "Ada Requester", Set.of(Role.REQUESTER), PASSWORD);
        accounts.create(
                "test", "sam", "Sam Security", Set.of(Role.SECURITY, Role.REQUESTER), PASSWORD);
        accounts.create("test", "dora", "Dora Privacy", Set.of(Role.DATA_PROTECTION), PASSWORD);
        accounts.create("test", "root", "Root", Set.of(Role.ADMINISTRATOR), PASSWORD);
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(CHROMIUM)
                                        .setArgs(
                                                List.of(
                                                        "--no-sandbox",
                                                        "--disable-gpu",
                                                        "--disable-quic",
                                                        "--no-first-run",
                                                        "--disable-background-networking",
                                                        "--disable-component-update",
                                                        "--disable-sync")));
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
            playwright.close();
        }
        if (service != null) {
            service.close();
            upstream.close();
        }
    }

    @Test
    void aTeamAsksAndAnotherPersonDecidesWithTheReportBeforeThem() {
        var asking = signedIn("ada");
        picture(asking, "1-nothing-waits");
        request(asking, "npm:" + SampleHistory.MAIL_SERVER + "@" + clean());
        picture(asking, "2-being-vetted");
        assertThat(asking.getByLabel("Verdict")).isVisible(ONCE_VETTED);
        assertThat(asking.locator("#decide")).containsText("Decisions are taken by people");
        picture(asking, "3-first-version");

        var deciding = signedIn("sam");
        picture(deciding, "4-waiting");
        deciding.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName(SampleHistory.MAIL_SERVER))
                .click();
        confirmTools(deciding);
        deciding.getByLabel("Reason").fill("Sends mail where the team said, and nowhere else.");
        picture(deciding, "5-decide");
        button(deciding, "Approve").click();
        assertThat(deciding.getByRole(AriaRole.STATUS)).containsText("You approved it");
        assertThat(deciding.locator(".command").first())
                .containsText(SampleHistory.MAIL_SERVER + "@" + clean());
        picture(deciding, "6-approved-release");

        // The hostile update, asked for by somebody who reviews: not even they can approve it.
        request(deciding, "npm:" + SampleHistory.MAIL_SERVER + "@" + hostile());
        assertThat(deciding.getByLabel("Verdict")).isVisible(ONCE_VETTED);
        assertThat(deciding.locator(".finding").first()).containsText(SampleHistory.ADDED_ADDRESS);
        assertThat(deciding.locator(".finding mark").first()).hasText(SampleHistory.ADDED_ADDRESS);
        assertThat(deciding.locator("#decide")).containsText("nobody approves their own request");
        assertThat(button(deciding, "Approve")).hasCount(0);
        picture(deciding, "7-hostile-update");
        theCodeIsReadBesideItsFinding(deciding);

        deciding.navigate(address() + "/approved");
        assertThat(
                        deciding.locator(".rows > li")
                                .filter(
                                        new Locator.FilterOptions()
                                                .setHasText(SampleHistory.MAIL_SERVER)))
                .hasCount(1);
        picture(deciding, "8-approved");
        theServerTellsItsWholeStory(deciding);
    }

    private void theServerTellsItsWholeStory(Page page) {
        fetch(clean());
        fetch(hostile());
        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Inventory").setExact(true))
                .click();
        picture(page, "40-inventory");
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
        picture(page, "41-server");
        page.getByText("Delta since " + clean()).click();
        assertThat(page.getByText("judged by the default policy alone")).isVisible(ONCE_VETTED);
    }

    /** As a client does, without a token. */
    private static void fetch(String version) {
        var gate = service.getEnvironment().getProperty("local.gate.port");
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
        service.getBean(FetchCounter.class).write();
    }

    @Test
    void aClosureOfHundredsOfPackagesIsSearchedByNameWithTheWayToEachHit() throws IOException {
        var installation = service.getAutowireCapableBeanFactory().createBean(Installation.class);
        var purl = Purl.npm("@acme/large-server", "1.0.0");
        var review =
                installation.inReview(
                        purl,
                        service.getBean(AccountStore.class).find("ada").orElseThrow(),
                        List.of("api.mail.example"),
                        List.of());
        service.getBean(ClosureStore.class).keep(review.releaseId(), LargeClosure.of(purl, 400));
        var page = signedIn("sam");
        page.navigate(address() + "/releases/" + review.releaseId());
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("All versions")).click();
        assertThat(page.locator("#closure h2")).containsText("400 packages");
        page.getByLabel("Package, or package@version").fill("part-398");
        assertThat(page.locator(".ways li")).hasCount(1);
        assertThat(page.locator(".ways .step").first()).hasText("@acme/large-server");
        assertThat(page.locator(".ways .step").last()).hasText("part-398");
        page.getByText("at several versions").first().click();
        picture(page, "42-closure-search");
        page.reload();
        assertThat(page.locator(".ways li")).hasCount(1);
        page.getByLabel("Package, or package@version").fill("");
        page.locator(".branches summary").first().click();
        picture(page, "43-closure-tree");
    }

    @Test
    void aViewIsSavedAndSharedAndBegunWith() throws IOException {
        var installation = service.getAutowireCapableBeanFactory().createBean(Installation.class);
        installation.inReview(
                Purl.npm("@acme/view-server", "1.0.0"),
                service.getBean(AccountStore.class).find("ada").orElseThrow(),
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
        picture(page, "44-saved-view");

        var other = signedIn("sam");
        other.navigate(address() + "/inventory");
        other.getByText("Team View's").click();
        assertThat(other.locator(".servers tbody tr")).hasCount(1);
        other.navigate(address() + "/inventory?q=nothing-is-called-so");
        assertThat(other.getByText("No server is like that")).isVisible();
        picture(other, "45-nothing-found");
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
        picture(page, "16-comment");

        page.locator("#files").getByRole(AriaRole.LINK).last().click();
        assertThat(page.locator(".raw .add")).containsText(SampleHistory.ADDED_ADDRESS);
        picture(page, "17-difference");
        page.goBack();

        button(page, "Compare").click();
        assertThat(page.getByText("judged by the default policy alone")).isVisible(ONCE_VETTED);
        assertThat(page.locator(".function tr.add .new")).containsText(SampleHistory.ADDED_ADDRESS);
        picture(page, "18-compare");
    }

    @Test
    void aFindingShowsItsLineWithTheValueMarked() throws IOException {
        var installation = service.getAutowireCapableBeanFactory().createBean(Installation.class);
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
                        service.getBean(AccountStore.class).find("ada").orElseThrow(),
                        List.of("api.mail.example"),
                        found);
        var page = signedIn("sam");
        page.navigate(address() + "/releases/" + review.releaseId());
        assertThat(page.locator(".finding mark").nth(1)).hasText(SampleHistory.ADDED_ADDRESS);
        assertThat(page.locator(".finding").nth(1)).containsText("lib/mail.js:88:11 in sendMail");
        assertThat(page.locator("table").first()).containsText("not declared");
        picture(page, "14-findings");
        page.navigate(address() + "/r/" + review.releaseId());
        picture(page, "15-link");
    }

    /** From the page of a release to that of its tools and back, once it is judged again. */
    private static void confirmTools(Page deciding) {
        var release = deciding.url();
        assertThat(deciding.locator("#decide")).containsText("Nobody has said");
        deciding.getByText("What its tools may be used for").click();
        assertThat(deciding.getByText("Until then the release cannot be approved")).isVisible();
        picture(deciding, "4-tools-to-confirm");
        var row = deciding.locator(".tools > li").first();
        row.getByText("Change").click();
        row.getByLabel("Business system").fill("Mail of the help desk");
        row.getByLabel("Kind of constraint").selectOption("cap");
        row.getByLabel("Parameter, or what is counted").fill("mails");
        row.getByLabel("What is allowed").fill("plenty");
        row.locator("button.primary").click();
        assertThat(deciding.getByRole(AriaRole.ALERT)).containsText("how many mails a day");
        assertThat(row.getByLabel("Business system")).hasValue("Mail of the help desk");
        picture(deciding, "4-tool-refused");
        row.getByLabel("What is allowed").fill("200");
        row.locator("button.primary").click();
        assertThat(row).containsText("at most 200 mails a day");
        assertThat(row).containsText("Confirmed by Sam Security");
        assertThat(deciding.getByRole(AriaRole.STATUS)).containsText("confirmed");
        picture(deciding, "4-tools-confirmed");
        for (var tries = 0; tries < 100 && button(deciding, "Approve").count() == 0; tries++) {
            deciding.navigate(release);
            deciding.waitForTimeout(100);
        }
    }

    @Test
    void severalToolsAreConfirmedAtOnceAndWhatIsNeverToBeUsedTakesTwo() {
        upstream.publish(SampleTools.desk("1.0.0"));
        var asking = signedIn("ada");
        request(asking, "npm:" + SampleTools.NAME + "@1.0.0");
        assertThat(asking.getByLabel("Verdict")).isVisible(ONCE_VETTED);
        var deciding = signedIn("sam");
        deciding.navigate(asking.url() + "/tools");
        picture(deciding, "26-tools");
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
        picture(other, "27-tool-to-agree");
        button(other, "Agree to create_user").click();
        assertThat(other.locator(".tools > li").first()).containsText("allowed by two people");
        other.navigate(asking.url() + "/tools?class=never");
        assertThat(other.getByText("None of its tools is in this list")).isVisible();
        picture(other, "28-no-tools");
    }

    /** What it costs is printed, and tested nowhere: the machine decides that. */
    @Test
    void aDeltaOfFiveThousandLinesIsReadInOnePage() {
        upstream.publish(LargePackage.version("1.0.0"));
        upstream.publish(LargePackage.version("1.1.0"));
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
    void whatBlocksIsWaivedByAnotherPersonAndThenApprovedByTwo() throws IOException {
        var installation = service.getAutowireCapableBeanFactory().createBean(Installation.class);
        var purl = Purl.npm("@acme/shell-server", "1.0.0");
        var review =
                installation.inReview(
                        purl,
                        service.getBean(AccountStore.class).find("ada").orElseThrow(),
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
        var asking = signedIn("ada");
        asking.navigate(address() + "/r/" + review.releaseId());
        asking.getByText("Ask for a waiver", new Page.GetByTextOptions().setExact(true)).click();
        asking.getByLabel("Why it has to be accepted").fill("The nightly build needs it.");
        asking.getByLabel("What keeps the harm small").fill("It runs in a throw-away sandbox.");
        picture(asking, "16-ask-for-a-waiver");
        button(asking, "Ask").click();
        assertThat(asking.getByRole(AriaRole.STATUS)).containsText("waiver is asked for");

        var deciding = signedIn("sam");
        picture(deciding, "17-waiting-for-me");
        deciding.navigate(address() + "/releases/" + review.releaseId());
        assertThat(deciding.locator("#decide")).containsText("once that is waived");
        deciding.getByText("Why low", new Page.GetByTextOptions().setExact(true)).click();
        deciding.getByLabel("Set the tier").selectOption("medium");
        deciding.getByLabel("Why", new Page.GetByLabelOptions().setExact(true))
                .fill("It runs commands.");
        picture(deciding, "18-blocked");
        button(deciding, "Set").click();
        assertThat(deciding.getByLabel("Who has to agree")).containsText("data-protection: 0 of 1");
        deciding.navigate(address() + "/exceptions");
        deciding.getByLabel("Reason").first().fill("The sandbox was looked at.");
        picture(deciding, "19-exceptions");
        button(deciding, "Grant").click();
        assertThat(deciding.getByRole(AriaRole.STATUS)).containsText("granted");

        deciding.navigate(address() + "/releases/" + review.releaseId());
        deciding.getByLabel("Reason").fill("Waived, watched, and only for the build.");
        deciding.getByText("Under conditions").click();
        deciding.getByLabel("Conditions, one on a line").fill("Only in the build's sandbox");
        picture(deciding, "20-vote");
        button(deciding, "Approve").click();
        assertThat(deciding.getByRole(AriaRole.STATUS))
                .containsText("still needs 1 data-protection");
        picture(deciding, "21-voted");

        var other = signedIn("dora");
        other.navigate(address() + "/releases/" + review.releaseId());
        other.getByLabel("Reason").fill("No data about people.");
        button(other, "Approve").click();
        assertThat(other.getByLabel("Approval")).containsText("Only in the build's sandbox");
        picture(other, "22-approved-under-conditions");
    }

    @Test
    void brokenGlassIsSeenByEverybodyUntilSomebodyElseHasLookedAtIt() throws IOException {
        var installation = service.getAutowireCapableBeanFactory().createBean(Installation.class);
        var purl = Purl.npm("@acme/pager-server", "3.1.4");
        var review =
                installation.inReview(
                        purl,
                        service.getBean(AccountStore.class).find("ada").orElseThrow(),
                        List.of("api.mail.example"),
                        List.of());
        var deciding = signedIn("sam");
        deciding.navigate(address() + "/releases/" + review.releaseId());
        deciding.getByText("Break glass: let it through for hours").click();
        deciding.getByLabel("What burns").fill("The pager rings and the old one is broken.");
        picture(deciding, "23-break-glass");
        button(deciding, "Break glass").click();
        assertThat(deciding.getByLabel("Approval")).containsText("Nobody approved this");
        picture(deciding, "24-let-through");

        var other = signedIn("dora");
        other.navigate(address() + "/");
        assertThat(other.locator(".glass")).containsText("Sam Security");
        picture(other, "25-banner");
        other.navigate(address() + "/exceptions");
        other.getByLabel("What do you think of it").fill("It was needed; I approve it properly.");
        button(other, "Close with this post-review").click();
        assertThat(other.getByRole(AriaRole.STATUS)).containsText("nothing is owed");
        other.navigate(address() + "/");
        assertThat(other.locator(".glass")).hasCount(0);
    }

    @Test
    void aVersionThatDoesNotExistIsNamedAndCanBeTriedAgain() {
        var asking = signedIn("ada");
        request(asking, "npm:" + SampleHistory.MAIL_SERVER + "@9.9.9");
        assertThat(asking.getByText("It could not be vetted")).isVisible(ONCE_VETTED);
        assertThat(button(asking, "Vet again")).isVisible();
        picture(asking, "9-failed");
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
        picture(asking, "10-refused-form");
    }

    @Test
    void anAdministratorCreatesAnAccountAndSeesItsPasswordOnce() {
        var page = signedIn("root");
        page.navigate(address() + "/accounts");
        page.getByLabel("Login").fill("nia");
        page.getByLabel("Name").fill("Nia Newcomer");
        page.getByLabel("data-protection").check();
        button(page, "Create").click();
        assertThat(page.locator(".command")).hasText(Pattern.compile("(\\w{5}-){3}\\w{5}"));
        picture(page, "11-accounts");
        var password = page.locator(".command").innerText();
        page.reload();

        var theirs = signedIn("nia", password);
        assertThat(theirs.getByRole(AriaRole.ALERT)).containsText("Choose one of your own");
        assertThat(theirs.locator(".who")).containsText("Nia Newcomer");
        picture(theirs, "12-account");
        theirs.getByLabel("Present password").fill(password);
        theirs.getByLabel("New password").fill("seven crooked nails");
        theirs.getByLabel("The same again").fill("seven crooked nails");
        button(theirs, "Change it").click();
        assertThat(theirs.getByText("Your password is changed")).isVisible();

        var again = signedIn("nia", "seven crooked nails");
        again.navigate(address() + "/accounts");
        assertThat(again.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText("This is not for your account");
        picture(again, "13-not-for-you");
    }

    @Test
    void anAdministratorLooksAfterTokensAndAccounts() {
        service.getBean(Accounts.class)
                .create("test", "nightly", "Nightly build", Set.of(Role.CI), PASSWORD);
        var page = signedIn("root");
        page.navigate(address() + "/administration/tokens");
        page.getByLabel("Owner").selectOption("nightly");
        page.getByLabel("What it is for").fill("The nightly build of the mail server");
        button(page, "Make it").click();
        assertThat(page.locator(".command")).hasText(Pattern.compile("assay_\\w{49}"));
        picture(page, "16-tokens");
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
        picture(page, "17-one-account");
        button(page, "Disable the account").click();
        assertThat(page.locator(".head .badge")).hasText("disabled");

        page.navigate(address() + "/administration/sign-in");
        picture(page, "18-sign-in-settings");
        page.navigate(address() + "/account");
        assertThat(page.getByText("this one")).isVisible();
        picture(page, "19-own-account");
        page.navigate(address() + "/account/tokens");
        picture(page, "20-own-tokens");
    }

    private static void request(Page page, String purl) {
        page.navigate(address() + "/request");
        page.getByLabel("Package and version").fill(purl);
        page.getByLabel("Where it may send data").fill(SampleHistory.DECLARED_DESTINATION);
        answer(page);
        picture(page, "0-request");
        button(page, "Hand in").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("Your request is taken");
    }

    /** The whole form, with nobody's data at stake. */
    private static void answer(Page page) {
        var answers = SomeAnswers.harmless("Mails the test reports of the night.", "Team Post");
        for (var question : Questions.ALL) {
            var answer = answers.of(question);
            if (answer.choice().isEmpty()) {
                page.locator("#" + question.key()).fill(answer.text());
            } else {
                page.locator("[name=" + question.key() + "][value=" + answer.choice() + "]")
                        .check();
            }
        }
        assertThat(page.locator("#progress-text")).hasText("13 of 13 answered");
        assertThat(page.locator("#saved")).containsText("Saved");
    }

    private static Page signedIn(String login) {
        return signedIn(login, PASSWORD);
    }

    private static Page signedIn(String login, String password) {
        var page =
                browser.newContext(new Browser.NewContextOptions().setViewportSize(1280, 900))
                        .newPage();
        page.navigate(address() + "/");
        assertThat(page).hasTitle("Sign in · Assay");
        picture(page, "0-signin");
        page.getByLabel("Login").fill(login);
        page.getByLabel("Password").fill(password);
        button(page, "Sign in").click();
        assertThat(page.locator(".who")).isVisible();
        return page;
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /**
     * Holds the page against the accessibility rules, light and dark, at both widths; and takes
     * pictures of it where they are wanted.
     */
    private static void picture(Page page, String name) {
        Axe.hold(page, name);
        var folder = System.getenv("ASSAY_SCREENSHOTS");
        if (folder == null) {
            return;
        }
        shot(page, Path.of(folder, name + ".png"));
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        shot(page, Path.of(folder, name + "-dark.png"));
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        page.setViewportSize(390, 844);
        shot(page, Path.of(folder, name + "-narrow.png"));
        page.setViewportSize(1280, 900);
    }

    private static void shot(Page page, Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    }

    private static String address() {
        return "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port");
    }

    private static String clean() {
        return SampleHistory.lastClean().version();
    }

    private static String hostile() {
        return SampleHistory.hostileUpdate().version();
    }
}
