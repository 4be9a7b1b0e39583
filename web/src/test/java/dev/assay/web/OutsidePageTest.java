package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.fetch.FetchCount;
import dev.assay.inventory.fetch.OutsideFetch;
import dev.assay.inventory.fetch.OutsideFetchStore;
import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

import java.time.Instant;

@RunningAssay
class OutsidePageTest {

    private static final Instant FIRST = Instant.parse("2026-11-20T09:00:00Z");

    @Autowired MockMvc mvc;
    @Autowired Installation installation;
    @Autowired OutsideFetchStore fetches;

    @Test
    void tellsWhoWasGivenWhatNobodyVettedAndWhereToAskForIt() throws Exception {
        var requester = installation.account(Role.REQUESTER);
        var auditor = installation.account(Role.AUDITOR);
        add("npm", "pkg:npm/outside-left@1.0.0", FetchCount.ANONYMOUS, 3);
        add("npm", "pkg:npm/outside-left@1.0.0", "workload:builds <b>", 2);
        add("oci", "registry.example/base/os part sha256:00", FetchCount.ANONYMOUS, 1);

        var seen = page(requester);
        assertThat(seen)
                .contains("pkg:npm/outside-left@1.0.0", "Fetched 5 times")
                .contains("somebody without a token (3)", "a build: builds &lt;b&gt; (2)")
                .contains("href=\"/request?purl=pkg%3Anpm%2Foutside-left%401.0.0\">Ask for this")
                .contains("registry.example/base/os part sha256:00")
                .doesNotContain("purl=registry.example");
        assertThat(page(auditor)).contains("Fetched 5 times").doesNotContain("Ask for this");
    }

    private void add(String ecosystem, String item, String caller, long times) {
        var sha256 = Sha256.of(item.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        fetches.add(
                new OutsideFetch(
                        ecosystem, item, sha256, caller, 7, times, FIRST, FIRST.plusSeconds(60)));
    }

    private String page(Account account) throws Exception {
        return mvc.perform(get("/outside").with(installation.as(account)))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }
}
