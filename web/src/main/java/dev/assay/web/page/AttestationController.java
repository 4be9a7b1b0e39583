package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.attestation.ApproverKeys;
import dev.assay.registry.attestation.Attestations;
import dev.assay.registry.workflow.Deed;
import dev.assay.scanners.attestation.Envelope;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What was signed of a release's approval, to keep beside the artifact; and one's own keys. */
@Controller
final class AttestationController {

    /** Why a key was not taken, for the page that follows. */
    static final String KEY_PROBLEM = "keyProblem";

    private final Attestations attestations;
    private final ApproverKeys keys;
    private final ReleaseStore releases;

    AttestationController(Attestations attestations, ApproverKeys keys, ReleaseStore releases) {
        this.attestations = attestations;
        this.keys = keys;
        this.releases = releases;
    }

    @GetMapping("/releases/{id}/attestations")
    ResponseEntity<byte[]> bundle(@PathVariable String id) {
        var release =
                Id.parse(id)
                        .flatMap(releases::find)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var bytes =
                attestations
                        .bundle(release)
                        .orElseThrow(
                                () ->
                                        new ResponseStatusException(
                                                HttpStatus.GONE, attestations.whyNot(release)));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_TYPE, Envelope.BUNDLE_MEDIA_TYPE)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + Attestations.fileName(release) + "\"")
                .body(bytes);
    }

    @PostMapping("/account/signing-keys")
    String register(
            Account account,
            @RequestParam(defaultValue = "") String title,
            @RequestParam(defaultValue = "") String key,
            RedirectAttributes told) {
        return back(keys.register(account, key, title), told);
    }

    @PostMapping("/account/signing-keys/{key}/withdrawal")
    String withdraw(Account account, @PathVariable String key, RedirectAttributes told) {
        return back(keys.withdraw(account, key), told);
    }

    private static String back(Deed<?> deed, RedirectAttributes told) {
        if (deed instanceof Deed.Refused<?>(var reason)) {
            told.addFlashAttribute(KEY_PROBLEM, reason);
        }
        return "redirect:/account";
    }
}
