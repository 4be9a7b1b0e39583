package dev.assay.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

import dev.assay.samples.SampleHistory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.time.Instant;

/**
 * A new reviewer's way from the inbox to a decision with reasons, timed, on what {@code serve
 * --demo} leaves: the blocked update, and the quiet version before it. Clicks are counted, and what
 * the machine takes; the reading is theirs.
 */
@ExtendWith(Browsed.class)
class BrowserWalkTest {

    /** The issue gives a reviewer twelve minutes, most of which is for reading. */
    private static final Duration MACHINE = Duration.ofSeconds(60);

    private final DemoInstallation demo = Browsed.demo();
    private int clicks;

    @Test
    void theBlockedUpdateIsRejectedForAReasonWithinAFewClicks() {
        var began = Instant.now();
        var page = demo.signedIn("reviewer");
        assertThat(inbox(page, SampleHistory.hostileUpdate().version())).isVisible();
        click(inbox(page, SampleHistory.hostileUpdate().version()));

        whatMattersComesFirst(page);
        whatIsSentIsReadBeforeAndAfter(page);
        everyRuleHasItsReasonAndRemedy(page);
        publisherAndDependenciesAreTold(page);
        theFindingIsPinnedToItsLine(page);
        filesShowTheirCoverage(page);
        theRawDifferenceIsOneClickAway(page);

        // A comment at the line, for whoever asks in a year.
        var line = page.locator("tr.add td.n").last();
        click(line);
        page.locator(".function").first().getByLabel("Comment", exactly()).fill("Not our address.");
        click(Browsed.button(page, "Comment").first());
        assertThat(page.locator("tr.pin .remark").first()).containsText("Not our address.");

        page.getByLabel("Reason")
                .first()
                .fill("Every message is copied to an address that nobody asked for.");
        page.getByLabel("If you reject").fill("Use 1.0.15, which is approved.");
        Browsed.picture(page, "walk-decide");
        click(Browsed.button(page, "Reject"));
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("You rejected it");

        told("blocked update: inbox to rejection", began, 6);
    }

    @Test
    void theQuietVersionIsReadToItsEndInTwoClicks() {
        var began = Instant.now();
        var page = demo.signedIn("reviewer");
        click(
                page.getByRole(AriaRole.NAVIGATION)
                        .first()
                        .getByRole(
                                AriaRole.LINK,
                                new Locator.GetByRoleOptions().setName("Approved").setExact(true)));
        click(
                page.getByRole(
                                AriaRole.LINK,
                                new Page.GetByRoleOptions().setName(SampleHistory.MAIL_SERVER))
                        .first());
        assertThat(page.locator("h1")).containsText(SampleHistory.lastClean().version());
        assertThat(page.getByLabel("Verdict")).containsText("quiet");
        assertThat(page.getByLabel("Verdict")).containsText("nothing that matters");
        assertThat(page.locator(".command").first())
                .containsText(
                        SampleHistory.MAIL_SERVER + "@" + SampleHistory.lastClean().version());
        told("quiet version: inbox to its report", began, 2);
    }

    @Test
    void anyTwoVersionsAreCompared() {
        var page = demo.signedIn("privacy");
        page.navigate(demo.address() + "/releases/" + demo.blocked().id());
        click(Browsed.button(page, "Compare"));
        assertThat(page.getByText("judged by the default policy alone"))
                .isVisible(Browsed.ONCE_VETTED);
        assertThat(page.locator(".function tr.add .new")).containsText(SampleHistory.ADDED_ADDRESS);
    }

    private static Locator inbox(Page page, String version) {
        return page.locator(".rows > li")
                .filter(new Locator.FilterOptions().setHasText(version))
                .getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName(SampleHistory.MAIL_SERVER))
                .first();
    }

    private static void whatMattersComesFirst(Page page) {
        assertThat(page.locator("section h2").filter(visible()).first()).isVisible();
        assertThat(page.getByLabel("Verdict")).containsText("block");
        assertThat(page.getByLabel("Verdict")).containsText("it cannot be approved");
        assertThat(page.locator("#flows h2")).hasText("Data can now go to");
        assertThat(page.locator("#flows .target b").first()).hasText(SampleHistory.ADDED_ADDRESS);
        var first = page.locator("#flows .finding").first();
        assertThat(first.locator(".way .from")).hasText("tool send_email");
        Browsed.picture(page, "walk-report");
        // The line itself, with its address marked, is there before anybody scrolls.
        var mark = first.locator("mark").first();
        assertThat(mark).hasText(SampleHistory.ADDED_ADDRESS);
        var box = mark.boundingBox();
        assertThat(box.y + box.height)
                .as("the line with the address, from the top")
                .isLessThan(900);
    }

    private static void whatIsSentIsReadBeforeAndAfter(Page page) {
        var added = page.locator("#sent tr.add");
        assertThat(added).hasCount(1);
        assertThat(added).containsText("Bcc");
        assertThat(added).containsText(SampleHistory.ADDED_ADDRESS);
        assertThat(page.locator("#sent tr.same").first()).isAttached();
    }

    private static void everyRuleHasItsReasonAndRemedy(Page page) {
        var rules = page.locator(".rules > li");
        assertThat(rules.first()).isVisible();
        for (var rule : rules.all()) {
            assertThat(rule.locator(".what")).not().isEmpty();
            assertThat(rule.locator(".why")).not().isEmpty();
        }
    }

    private static void publisherAndDependenciesAreTold(Page page) {
        assertThat(page.locator("#published")).containsText("Published by");
        assertThat(page.locator("#published")).containsText("Provenance");
        assertThat(page.locator("#dependencies")).isVisible();
    }

    private static void theFindingIsPinnedToItsLine(Page page) {
        var function = page.locator(".function").first();
        assertThat(function.locator("tr.add .new")).containsText(SampleHistory.ADDED_ADDRESS);
        assertThat(function.locator("tr.add + tr.pin").first())
                .containsText(SampleHistory.ADDED_ADDRESS);
    }

    private static void filesShowTheirCoverage(Page page) {
        assertThat(file(page, "mail.js")).containsText("read");
        assertThat(page.getByLabel("Share of code that was read")).isVisible();
    }

    private static Locator file(Page page, String name) {
        return page.locator("#files li")
                .filter(new Locator.FilterOptions().setHasText(name))
                .last();
    }

    private void theRawDifferenceIsOneClickAway(Page page) {
        click(file(page, "mail.js").getByRole(AriaRole.LINK));
        assertThat(page.locator(".raw .add")).containsText(SampleHistory.ADDED_ADDRESS);
        page.goBack();
    }

    private static Locator.FilterOptions visible() {
        return new Locator.FilterOptions().setVisible(true);
    }

    private static Locator.GetByLabelOptions exactly() {
        return new Locator.GetByLabelOptions().setExact(true);
    }

    private void click(Locator what) {
        clicks++;
        what.click();
    }

    private void told(String walk, Instant began, int most) {
        var took = Duration.between(began, Instant.now());
        System.out.printf("%s: %d clicks, %.1f s%n", walk, clicks, took.toMillis() / 1000.0);
        assertThat(clicks).as("clicks, " + walk).isLessThanOrEqualTo(most);
        assertThat(took).as("what the machine takes, " + walk).isLessThan(MACHINE);
    }
}
