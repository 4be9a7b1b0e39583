package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import dev.assay.inventory.account.Role;
import dev.assay.inventory.fetch.FetchStore;
import dev.assay.registry.identity.SecurityHeaders;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

import java.util.List;
import java.util.regex.Pattern;

/** What publishers and requesters write stays text on every page. */
@RunningAssay
class HostileTextTest {

    private static final String SCRIPT = "<script>alert(1)</script>";
    private static final String ATTRIBUTE = "\" autofocus onfocus=\"alert(2)";
    private static final String REVERSED = "safe\u202Etxt.exe";
    private static final String INVISIBLE = "a\u200Bb\uDB40\uDC41";

    private static final Pattern TAG = Pattern.compile("<[a-z][^>]*>");

    @Autowired MockMvc mvc;
    @Autowired Installation installation;
    @Autowired FetchStore fetches;

    @Test
    void everyPageShowsItEscapedAndWithItsHiddenCharactersNamed() throws Exception {
        var purl = new Purl("npm", null, SCRIPT + ATTRIBUTE, "1.0.0");
        var finding =
                SomeFindings.finding(
                        FindingKind.HIDDEN_TEXT,
                        Severity.HIGH,
                        SCRIPT + INVISIBLE,
                        "Title " + SCRIPT,
                        new Evidence(
                                "pkg:npm/" + SCRIPT,
                                ATTRIBUTE + REVERSED,
                                1,
                                2,
                                SCRIPT,
                                "x = '" + SCRIPT + INVISIBLE + "'" + REVERSED));
        var review =
                installation.inReview(
                        purl,
                        installation.account(
                                SCRIPT.hashCode() + "x", java.util.EnumSet.of(Role.REQUESTER)),
                        SCRIPT + REVERSED,
                        ATTRIBUTE + SCRIPT,
                        List.of(SCRIPT),
                        List.of(finding));
        var seen = fetches.sight(purl.withVersion("2.0.0" + SCRIPT));
        fetches.report(purl, SCRIPT, ATTRIBUTE, REVERSED);

        for (var path :
                List.of(
                        "/",
                        "/releases/" + review.releaseId(),
                        "/r/" + review.releaseId(),
                        "/r/" + seen.id(),
                        "/request?sighting=" + seen.id(),
                        "/request?purl=%3Cscript%3Ealert(1)%3C/script%3E%22%20autofocus%20onfocus=%22alert(2)%E2%80%AE")) {
            var page = page(path);
            assertThat(page).as(path).doesNotContain("<script>alert");
            assertThat(TAG.matcher(page).results())
                    .as(path)
                    .noneMatch(tag -> tag.group().contains(ATTRIBUTE));
            assertThat(page).as(path).doesNotContain("\u202E", "\u200B", "\uDB40");
        }
        assertThat(page("/")).contains("⟨U+202E⟩");
        assertThat(page("/releases/" + review.releaseId()))
                .contains("⟨U+202E⟩", "⟨U+200B⟩", "⟨U+E0041⟩")
                .contains("<mark>&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    @Test
    void theLinkOfABlockedFetchShowsStrangersNoEvidenceNamesOrComments() throws Exception {
        var purl = installation.somePackage();
        var requester = installation.account(Role.REQUESTER);
        var review =
                installation.inReview(
                        purl,
                        requester,
                        "secret purpose",
                        "secret owner",
                        List.of("secret.example"),
                        List.of(
                                SomeFindings.destination(
                                        purl.toString(), "evil.example", Severity.HIGH)));
        var answer = mvc.perform(get("/r/" + review.releaseId())).andReturn().getResponse();
        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getContentAsString())
                .contains(purl.packageName(), "in review", "your security reviewers")
                .doesNotContain("secret", "evil.example", "chunk-VG2JV7JQ", requester.login());
        assertThat(answer.getCookies()).as("a stranger costs no session").isEmpty();
    }

    @Test
    void everyAnswerForbidsWhatPagesDoNotNeed() throws Exception {
        for (var path : List.of("/signin", "/r/unknown", "/assets/assay.css", "/openapi.json")) {
            var answer = mvc.perform(get(path)).andReturn().getResponse();
            assertThat(answer.getHeader("Content-Security-Policy"))
                    .as(path)
                    .isEqualTo(SecurityHeaders.POLICY)
                    .contains("default-src 'none'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.getHeader("Referrer-Policy")).isEqualTo("same-origin");
        }
    }

    private String page(String path) throws Exception {
        var reader = installation.account(Role.REQUESTER, Role.SECURITY);
        var answer =
                mvc.perform(get(java.net.URI.create(path)).with(installation.as(reader)))
                        .andReturn()
                        .getResponse();
        assertThat(answer.getStatus()).as(path).isEqualTo(200);
        return answer.getContentAsString();
    }
}
