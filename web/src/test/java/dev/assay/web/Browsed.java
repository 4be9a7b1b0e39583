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

import dev.assay.inventory.account.Role;
import dev.assay.inventory.review.Questions;
import dev.assay.registry.identity.Accounts;
import dev.assay.samples.SampleCatalog;
import dev.assay.samples.SampleHistory;
import dev.assay.samples.SampleUpstream;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One installation over the samples and one real browser for all stories of a test run, started by
 * the first that needs them. Each page is its own session.
 */
final class Browsed implements BeforeAllCallback {

    static final String PASSWORD = "correct horse battery";
    static final LocatorAssertions.IsVisibleOptions ONCE_VETTED =
            new LocatorAssertions.IsVisibleOptions().setTimeout(180_000);

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final ExtensionContext.Namespace HERE =
            ExtensionContext.Namespace.create(Browsed.class);

    private static Everything everything;

    @Override
    public void beforeAll(ExtensionContext context) {
        assumeTrue(Files.isExecutable(CHROMIUM), "skipped: there is no " + CHROMIUM);
        everything =
                context.getRoot()
                        .getStore(HERE)
                        .computeIfAbsent(
                                Everything.class, key -> new Everything(), Everything.class);
    }

    /** What is closed when the last test of the run has ended. */
    private static final class Everything implements AutoCloseable {

        private final SampleUpstream upstream;
        private final ConfigurableApplicationContext service;
        private final Playwright playwright;
        private final Browser browser;
        private DemoInstallation demo;

        Everything() {
            upstream = SampleUpstream.startWith(SampleCatalog.everything());
            service = serve(upstream, 0);
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

        @Override
        public void close() {
            browser.close();
            playwright.close();
            service.close();
            upstream.close();
            if (demo != null) {
                demo.close();
            }
        }
    }

    /** A service of its own on free ports, with a data folder of its own. */
    static ConfigurableApplicationContext serve(SampleUpstream upstream, int gatePort) {
        try {
            var data = Files.createTempDirectory("assay-browser-test");
            return new SpringApplication(AssayApplication.class)
                    .run(
                            "--server.port=0",
                            "--gate.port=" + gatePort,
                            // A whole test run calls from one address.
                            "--assay.sign-in.requests-per-address=1000000",
                            "--assay.sign-in.requests-per-caller=1000000",
                            "--assay.data-directory=" + data,
                            "--assay.upstream.npm.url=" + upstream.url());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ConfigurableApplicationContext service() {
        return everything.service;
    }

    static SampleUpstream upstream() {
        return everything.upstream;
    }

    /** The demo in a service of its own, told to its end. */
    static synchronized DemoInstallation demo() {
        if (everything.demo == null) {
            everything.demo = DemoInstallation.start();
        }
        return everything.demo;
    }

    static Installation installation() {
        return service().getAutowireCapableBeanFactory().createBean(Installation.class);
    }

    /** A new page without a session. */
    static Page page(boolean script) {
        return everything
                .browser
                .newContext(
                        new Browser.NewContextOptions()
                                .setViewportSize(1280, 900)
                                .setJavaScriptEnabled(script))
                .newPage();
    }

    static Page signedIn(String login) {
        return signedIn(login, PASSWORD);
    }

    static Page signedIn(String login, String password) {
        var page = page(true);
        page.navigate(address() + "/");
        assertThat(page).hasTitle("Sign in · Assay");
        signIn(page, login, password);
        return page;
    }

    /** Fills in the form that a page shows to whoever is not signed in. */
    static void signIn(Page page, String login, String password) {
        page.getByLabel("Login").fill(login);
        page.getByLabel("Password").fill(password);
        button(page, "Sign in").click();
        assertThat(page.locator(".who")).isVisible();
    }

    static void request(Page page, String purl) {
        page.navigate(address() + "/request");
        handIn(page, purl);
    }

    /** Fills in the rest of the form that is open. */
    static void handIn(Page page, String purl) {
        page.getByLabel("Package and version").fill(purl);
        page.getByLabel("Where it may send data").fill(SampleHistory.DECLARED_DESTINATION);
        answer(page);
        assertThat(page.locator("#progress-text")).hasText("13 of 13 answered");
        assertThat(page.locator("#saved")).containsText("Saved");
        picture(page, "0-request");
        button(page, "Hand in").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("Your request is taken");
    }

    /** The whole form, with nobody's data at stake. */
    static void answer(Page page) {
        var answers = SomeAnswers.harmless("Mails the test reports of the night.", "Team Post");
        for (var question : Questions.ALL) {
            var answer = answers.of(question);
            if (answer.isEmpty()) {
                continue;
            }
            if (answer.choice().isEmpty()) {
                page.locator("#" + question.key()).fill(answer.text());
            } else {
                page.locator("[name=" + question.key() + "][value=" + answer.choice() + "]")
                        .check();
            }
        }
    }

    static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Takes pictures of a page, light and dark and at both widths, where they are wanted. */
    static void picture(Page page, String name) {
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

    /** The same of a page in a state that no address leads to; it is held against axe too. */
    static void held(Page page, String name) {
        Axe.hold(page, name);
        picture(page, name);
    }

    private static void shot(Page page, Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    }

    static String address() {
        return address(service());
    }

    static String address(ConfigurableApplicationContext service) {
        return "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port");
    }

    static String clean() {
        return SampleHistory.lastClean().version();
    }

    static String hostile() {
        return SampleHistory.hostileUpdate().version();
    }
}
