package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.RequestOptions;

import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.dpia.Dpia;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.server.Servers;
import dev.assay.inventory.store.Id;
import dev.assay.registry.consumer.Consumers;
import dev.assay.registry.dpia.Dpias;
import dev.assay.registry.identity.Endpoint;
import dev.assay.registry.identity.RightsTable;
import dev.assay.registry.identity.oidc.OidcSignIn;
import dev.assay.registry.vetting.Runs;
import dev.assay.registry.workflow.Deed;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.HttpMethod;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every page there is, with the demo's data in it, against the rules of WCAG 2.2 AA that axe-core
 * can decide: light and dark, at the width of a phone and of a desk; and by keyboard alone. The
 * pages are those of the tables that are enforced, so that none can be left out: a page whose
 * address has a variable needs a line in {@link #addresses}.
 */
@ExtendWith(Browsed.class)
class BrowserPagesTest {

    /** What answers a program, a redirect, or a part of a page that a story looks at. */
    private static final Set<String> NO_PAGES =
            Set.of(
                    "/releases/{id}/run",
                    "/releases/{id}/run-progress",
                    "/assets/**",
                    "/calendar.ics",
                    OidcSignIn.BEGIN,
                    OidcSignIn.CALLBACK,
                    "/.well-known/assay-keys.json",
                    "/.well-known/assay-keys.pem",
                    "/releases/{id}/attestations",
                    "/releases/{id}/progress",
                    "/servers/{id}/closure",
                    "/vetting",
                    "/inventory/csv",
                    "/audit/export",
                    "/audit/checkpoint",
                    "/releases/{id}/bom/cyclonedx",
                    "/exports/{id}",
                    "/dpias/{id}/files/{file}",
                    "/mcp",
                    "/openapi.json");

    private static final int MOST_TABS = 25;
    private static final Set<String> FOLLOWED = new HashSet<>();

    /** The places that have the focus one after the other, at most so many. */
    private static final String FOCUSED =
            """
            () => { const e = document.activeElement;
                if (!e || e === document.body) return '';
                const r = e.getBoundingClientRect(), s = getComputedStyle(e);
                const marked = e.type === 'date' || s.outlineStyle !== 'none' || s.boxShadow !== 'none';
                window.__n = window.__n || new Map();
                if (!window.__n.has(e)) window.__n.set(e, window.__n.size);
                return (e.type === 'date' ? 'day ' : '') + window.__n.get(e) + (r.width > 0 && r.height > 0 ? '' : ' unseen')
                    + (marked ? '' : ' unmarked') + ' ' + e.tagName + ' '
                    + (e.textContent || e.getAttribute('aria-label') || '').trim().slice(0, 30); }""";

    @TestFactory
    Stream<DynamicTest> isReadAndReachedByEverybody() {
        var demo = Browsed.demo();
        var addresses = addresses(demo);
        var page = demo.signedIn("root");
        // What is cut out of two versions is waited for on a page of its own, once.
        page.navigate(demo.address() + addresses.get("/compare"));
        PlaywrightAssertions.assertThat(page.locator("#code")).isVisible(Browsed.ONCE_VETTED);
        return pages(demo).stream()
                .map(
                        row ->
                                DynamicTest.dynamicTest(
                                        row.pattern(), () -> look(demo, page, row, addresses)));
    }

    private static List<Endpoint> pages(DemoInstallation demo) {
        return demo.service().getBeansOfType(RightsTable.class).values().stream()
                .flatMap(table -> table.rows().stream())
                .filter(row -> row.method() == HttpMethod.GET)
                .filter(row -> !row.pattern().startsWith("/api/"))
                // What clients of an MCP registry read.
                .filter(row -> !row.pattern().startsWith("/v0"))
                .filter(row -> !row.pattern().startsWith("/actuator/"))
                .filter(row -> !NO_PAGES.contains(row.pattern()))
                .sorted(Comparator.comparing(Endpoint::pattern))
                .toList();
    }

    /** An address of each page that is made of something. */
    private static Map<String, String> addresses(DemoInstallation demo) {
        var release = "/releases/" + demo.blocked().id();
        var compare =
                "?from="
                        + encoded(demo.approved().purl())
                        + "&to="
                        + encoded(demo.blocked().purl());
        var addresses = new HashMap<String, String>();
        addresses.put("/r/{id}", "/r/" + demo.blocked().id());
        addresses.put("/rules/{kind}", "/rules/constant-recipient");
        addresses.put("/servers/{id}", "/servers/" + Servers.id(demo.blocked().purl()));
        addresses.put(
                "/servers/{id}/record",
                "/servers/" + Servers.id(demo.blocked().purl()) + "/record");
        addresses.put(
                "/servers/{id}/sheet", "/servers/" + Servers.id(demo.approved().purl()) + "/sheet");
        addresses.put("/dpias/{id}", "/dpias/" + assessment(demo));
        addresses.put("/releases/{id}", release);
        addresses.put("/releases/{id}/tools", release + "/tools");
        addresses.put("/releases/{id}/bom", release + "/bom");
        addresses.put("/releases/{id}/changes", release + "/changes");
        addresses.put("/releases/{id}/functions/{index}", release + "/functions/0");
        addresses.put("/releases/{id}/difference", release + "/difference?file=lib/mail.js");
        addresses.put("/compare", "/compare" + compare);
        addresses.put(
                "/compare/runs",
                "/compare/runs?from="
                        + run(demo, demo.approved())
                        + "&to="
                        + run(demo, demo.blocked()));
        addresses.put("/compare/functions/{index}", "/compare/functions/0" + compare);
        addresses.put("/compare/difference", "/compare/difference" + compare + "&file=lib/mail.js");
        addresses.put(
                "/consumers/{id}",
                "/consumers/" + demo.service().getBean(Consumers.class).all().getFirst().id());
        addresses.put(
                "/accounts/{id}",
                "/accounts/"
                        + demo.service()
                                .getBean(AccountStore.class)
                                .find("team")
                                .orElseThrow()
                                .id());
        return addresses;
    }

    /** One that has begun. */
    private static Id assessment(DemoInstallation demo) {
        var root = demo.service().getBean(AccountStore.class).find("root").orElseThrow();
        var begun =
                demo.service()
                        .getBean(Dpias.class)
                        .create(
                                root,
                                "Answering mail",
                                List.of(Servers.id(demo.approved().purl())));
        return switch (begun) {
            case Deed.Done<Dpia>(var it) -> it.id();
            case Deed.Refused<Dpia> refused -> throw new AssertionError(refused);
        };
    }

    private static Id run(DemoInstallation demo, Release release) {
        return demo.service().getBean(Runs.class).history(release.id()).getLast().id();
    }

    private static String encoded(Purl purl) {
        return URLEncoder.encode(purl.toString(), StandardCharsets.UTF_8);
    }

    private static void look(
            DemoInstallation demo, Page page, Endpoint row, Map<String, String> addresses) {
        var address = addresses.getOrDefault(row.pattern(), row.pattern());
        assertThat(address)
                .as("an address of the page " + row.pattern() + ", to be given in addresses()")
                .doesNotContain("{");
        var answer = page.navigate(demo.address() + address);
        assertThat(answer.status()).as(address).isEqualTo(200);
        assertThat(page.locator("h1").count()).as(address + " has one heading of the page").isOne();
        links(demo, page, address);
        tab(page, address);
        Axe.hold(page, address);
        Browsed.picture(page, "page" + row.pattern().replaceAll("[^a-z]+", "-"));
    }

    /**
     * What a page leads to is there for who reads it; the API is not, since no session opens it.
     */
    private static void links(DemoInstallation demo, Page page, String address) {
        var all =
                (List<?>)
                        page.evaluate(
                                "() => [...document.querySelectorAll('a[href^=\"/\"]')]"
                                        + ".map(e => e.getAttribute('href').replace(/#.*/, ''))");
        for (var link : all) {
            var asked = String.valueOf(link);
            var path = asked.replaceFirst("\\?.*", "");
            // A whole export is made each time it is asked for.
            if (path.startsWith("/exports/") || !FOLLOWED.add(path)) {
                continue;
            }
            var answer =
                    page.request()
                            .get(
                                    demo.address() + asked,
                                    RequestOptions.create().setMaxRedirects(0));
            assertThat(answer.status())
                    .as(asked + ", to which " + address + " leads")
                    .isLessThan(400);
        }
    }

    /**
     * The tabulator goes from one thing to the next, each seen and marked, and never in a circle.
     */
    private static void tab(Page page, String address) {
        page.evaluate("() => { document.activeElement?.blur(); window.scrollTo(0, 0); }");
        var before = "";
        for (var press = 0; press < MOST_TABS; press++) {
            page.keyboard().press("Tab");
            var focused = String.valueOf(page.evaluate(FOCUSED));
            if (focused.isEmpty()) {
                break;
            }
            // A day is one thing with several places to stop at.
            if (!focused.startsWith("day ")) {
                assertThat(focused).as("stuck in " + address).isNotEqualTo(before);
            }
            assertThat(focused)
                    .as("what the tabulator reaches in " + address)
                    .doesNotContain(" unseen")
                    .doesNotContain(" unmarked");
            before = focused;
        }
        assertThat(before).as("nothing in " + address + " is reached by keyboard").isNotEmpty();
    }
}
