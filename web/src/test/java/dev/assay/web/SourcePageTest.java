package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.VettingStep;
import dev.assay.inventory.release.VettingStore;
import dev.assay.inventory.store.BlobStore;
import dev.assay.scanners.source.SourceComparison;
import dev.assay.scanners.source.SourceComparison.Counts;
import dev.assay.scanners.source.SourceComparison.Named;
import dev.assay.scanners.source.SourceComparison.UnknownFunction;
import dev.assay.scanners.source.SourceOutcome;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** How a release compares with its source, on its page and through the REST API. */
@RunningAssay
class SourcePageTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Autowired MockMvc mvc;
    @Autowired Installation installation;
    @Autowired VettingStore vetting;
    @Autowired BlobStore blobs;

    /** The part of the stage's document that is read; a map would lose which outcome it is. */
    private record Kept(SourceOutcome outcome) {}

    private static SourceOutcome compared() {
        return new SourceOutcome.Compared(
                new SourceComparison(
                        "git.example.com/team/mail",
                        "4f1d0c5b2a9e8d7c6b5a49382716f5e4d3c2b1a0",
                        "tag v1.0.1",
                        false,
                        "",
                        new Counts(9, 3, 2, 0, 1, 0, 0, 0, 0, 1, 4, 3, 0, 0, 0, 1),
                        List.of(),
                        List.of(
                                new UnknownFunction(
                                        "lib/mail.js",
                                        "lib/mail.js",
                                        true,
                                        false,
                                        "send",
                                        1,
                                        4,
                                        "Bcc: '<archive@giftshop.example>',")),
                        List.of(),
                        List.of(),
                        List.of(new Named("native/mail.node", "machine code")),
                        List.of()));
    }

    private Release vetted() throws IOException {
        var purl = installation.somePackage();
        var requester = installation.account(Role.REQUESTER);
        return installation.release(installation.inReview(purl, requester, List.of(), List.of()));
    }

    private String asked(Account account, String path) throws Exception {
        return mvc.perform(get(path).with(installation.as(account)))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    @Test
    void namesTheLineThatIsInNoCommitAndWhatNobodyCouldCompare() throws Exception {
        var release = vetted();
        vetting.record(
                release.id(),
                VettingStep.Name.SOURCE,
                "compared",
                "one line",
                blobs.put(JSON.writeValueAsBytes(new Kept(compared()))));
        var reader = installation.account(Role.AUDITOR);

        var page = asked(reader, "/releases/" + release.id());
        var document = JSON.readTree(asked(reader, "/api/v1/releases/" + release.id() + "/source"));

        assertThat(page)
                .contains("lib/mail.js:4", "&lt;archive@giftshop.example&gt;", "native/mail.node")
                .contains("holds what its source does not", "which nobody has proven");
        assertThat(document.path("state").asString()).isEqualTo("compared");
        assertThat(document.at("/comparison/unknownFunctions/0/at").asInt()).isEqualTo(4);
    }

    @Test
    void neverCallsCleanWhatNobodyLookedAt() throws Exception {
        var release = vetted();
        vetting.record(
                release.id(),
                VettingStep.Name.SOURCE,
                "no such version",
                "none",
                blobs.put(
                        JSON.writeValueAsBytes(
                                new Kept(
                                        new SourceOutcome.NoSuchVersion(
                                                "git.example.com/team/mail",
                                                List.of("tag v1.0.1"))))));
        var reader = installation.account(Role.AUDITOR);

        var page = asked(reader, "/releases/" + release.id());

        assertThat(page).contains("no such version", "tag v1.0.1").doesNotContain("matches its");
    }
}
