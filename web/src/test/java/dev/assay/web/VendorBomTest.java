package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.Release;
import dev.assay.registry.vendorbom.VendorBoms;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A vendor's bill of materials is handed in, kept, compared and told of. */
@RunningAssay
class VendorBomTest {

    private static final String HOSTILE = "{\"name\": \"dev\", \"version\": \"<b>dev</b>\"}";

    @Autowired MockMvc mvc;
    @Autowired Installation installation;
    @Autowired ClosureStore closures;
    @Autowired VendorBoms boms;
    @Autowired AuditTrail audit;

    private Release vetted() throws java.io.IOException {
        var purl = installation.somePackage();
        var requester = installation.account(Role.REQUESTER);
        var release =
                installation.release(installation.inReview(purl, requester, List.of(), List.of()));
        var hidden = Purl.npm("hidden", "1.0.0");
        closures.keep(
                release.id(),
                new Closure(
                        release.purl(),
                        List.of(
                                locked("", release.purl()),
                                locked("node_modules/hidden", hidden))));
        return release;
    }

    private static LockedPackage locked(String path, Purl purl) {
        return new LockedPackage(
                path, purl, Integrity.ofSha512(new byte[64]), false, "{\"author\": \"Acme\"}");
    }

    private static String document(Release release, String components) {
        return "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.5\", \"metadata\": {\"component\":"
                + " {\"name\": \"x\", \"purl\": \""
                + release.purl()
                + "\"}}, \"components\": ["
                + components
                + "]}";
    }

    private MockHttpServletResponse send(Account account, Release release, String document)
            throws Exception {
        return mvc.perform(
                        put("/api/v1/releases/" + release.id() + "/vendor-bom")
                                .contentType("application/octet-stream")
                                .content(document.getBytes(StandardCharsets.UTF_8))
                                .with(installation.as(account))
                                .with(csrf()))
                .andReturn()
                .getResponse();
    }

    private MockHttpServletResponse asked(Account account, String path) throws Exception {
        return mvc.perform(get(path).with(installation.as(account))).andReturn().getResponse();
    }

    @Test
    void keepsEachDocumentAndComparesTheNewest() throws Exception {
        var release = vetted();
        var requester = installation.account(Role.REQUESTER);
        var silent = document(release, "");
        var other =
                document(
                        release,
                        "{\"name\": \"hidden\", \"version\": \"1.0.0\", \"hashes\": [{\"alg\":"
                                + " \"SHA-512\", \"content\": \""
                                + "ab".repeat(64)
                                + "\"}]}");

        assertThat(asked(requester, "/api/v1/releases/" + release.id() + "/vendor-bom").getStatus())
                .isEqualTo(404);
        var first = send(requester, release, silent);
        assertThat(first.getStatus()).as(first.getContentAsString()).isEqualTo(200);
        assertThat(first.getContentAsString()).contains("only in ours", "bom-mismatch");
        var second = send(requester, release, other);
        assertThat(second.getContentAsString())
                .contains("other hash")
                .doesNotContain("\"only in ours\"");
        var history = boms.history(release.id());
        assertThat(history).hasSize(2);
        var kept =
                asked(
                        requester,
                        "/api/v1/releases/"
                                + release.id()
                                + "/vendor-bom/"
                                + history.getLast().sha256().hex());
        assertThat(kept.getContentAsString()).isEqualTo(silent);
        assertThat(audit.of(release.purl().toString()))
                .filteredOn(each -> each.action().equals("vendor-bom.sent"))
                .hasSize(2)
                .allMatch(each -> each.actor().equals(requester.login()));
    }

    @Test
    void refusesWithTheReasonAndKeepsNothing() throws Exception {
        var release = vetted();
        var other = vetted();
        var requester = installation.account(Role.REQUESTER);

        assertThat(send(requester, release, "{\n]").getContentAsString()).contains("line 2");
        assertThat(send(requester, release, document(other, "")).getContentAsString())
                .contains("and not of");
        assertThat(send(installation.account(Role.AUDITOR), release, document(release, "")))
                .returns(403, MockHttpServletResponse::getStatus);
        assertThat(boms.history(release.id())).isEmpty();
    }

    @Test
    void thePageTakesADocumentAndShowsWhatDiffers() throws Exception {
        var release = vetted();
        var requester = installation.account(Role.REQUESTER);
        var path = "/releases/" + release.id() + "/bom";
        assertThat(asked(requester, path).getContentAsString()).contains("Its vendor sent none");
        var sent = document(release, HOSTILE).getBytes(StandardCharsets.UTF_8);
        var taken =
                mvc.perform(
                                multipart(path)
                                        .file(
                                                new MockMultipartFile(
                                                        "file", "vendor.cdx.json", null, sent))
                                        .with(installation.as(requester))
                                        .with(csrf()))
                        .andReturn()
                        .getResponse();
        assertThat(taken.getRedirectedUrl()).isEqualTo(path);
        assertThat(asked(installation.account(Role.AUDITOR), path).getContentAsString())
                .contains("pkg:npm/hidden@1.0.0", "medium: ", "&lt;b&gt;dev", "CycloneDX 1.5")
                .doesNotContain("<b>dev");
    }
}
