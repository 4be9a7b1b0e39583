package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.VendorBomStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.bom.ReleaseBoms;
import dev.assay.registry.identity.Callers;
import dev.assay.registry.vendorbom.BomTaking;
import dev.assay.registry.vendorbom.VendorBoms;
import dev.assay.scanners.vendorbom.BomComparison;
import dev.assay.scanners.vendorbom.BomComparison.Kind;
import dev.assay.scanners.vendorbom.BomReader;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The bill of materials of a release: ours to take along, and its vendor's beside it. */
@Controller
final class BomController {

    private static final int MOST = 200;

    private final VendorBoms boms;
    private final ReleaseBoms ours;
    private final ReleaseStore releases;
    private final People people;

    BomController(VendorBoms boms, ReleaseBoms ours, ReleaseStore releases, People people) {
        this.boms = boms;
        this.ours = ours;
        this.releases = releases;
        this.people = people;
    }

    @GetMapping("/releases/{id}/bom")
    String bom(Account account, @PathVariable String id, Model model)
            throws IOException, InterruptedException {
        return show(account, release(id), List.of(), model);
    }

    @GetMapping("/releases/{id}/bom/cyclonedx")
    void ours(@PathVariable String id, HttpServletResponse response) throws IOException {
        var release = release(id);
        response.setContentType(ReleaseBoms.MEDIA_TYPE);
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"" + ReleaseBoms.fileName(release) + "\"");
        response.getOutputStream().write(ours.of(release));
    }

    @PostMapping("/releases/{id}/bom")
    String send(
            Account account,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Model model,
            RedirectAttributes told,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        var release = release(id);
        if (file == null || file.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(account, release, List.of("No file came."), model);
        }
        var taking =
                boms.take(
                        account,
                        release,
                        () -> {
                            try (var content = file.getInputStream()) {
                                return content.readNBytes(BomReader.LARGEST + 1);
                            }
                        });
        return switch (taking) {
            case BomTaking.Taken taken -> {
                told.addFlashAttribute("told", "It is kept, and compared below.");
                yield "redirect:/releases/" + release.id() + "/bom";
            }
            case BomTaking.Refused refused -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                yield show(account, release, List.of(refused.sentence()), model);
            }
            case BomTaking.NotNow(var why) -> {
                response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
                yield show(account, release, List.of(ReleaseController.sentence(why)), model);
            }
        };
    }

    private String show(Account account, Release release, List<String> problems, Model model)
            throws IOException, InterruptedException {
        var compared = boms.of(release).orElse(null);
        model.addAttribute(
                "view",
                new BomView(
                        "/releases/" + release.id(),
                        release.purl().packageName(),
                        release.purl().exactVersion(),
                        problems,
                        Callers.editors().admits(account.roles()),
                        (BomReader.LARGEST >> 20) + " MB",
                        compared == null ? null : compared(compared),
                        boms.history(release.id()).stream()
                                .map(each -> sent(release, each))
                                .toList()));
        return "bom";
    }

    private static BomView.Compared compared(VendorBoms.Compared compared) {
        var comparison = compared.comparison();
        var differences = comparison.differences();
        var shown = differences.subList(0, Math.min(MOST, differences.size()));
        return new BomView.Compared(
                compared.sent().format(),
                comparison.problem(),
                summary(comparison, compared.signed()),
                compared.findings().stream()
                        .map(
                                each ->
                                        each.severity().name().toLowerCase(Locale.ROOT)
                                                + ": "
                                                + each.title())
                        .toList(),
                shown.stream().map(BomController::row).toList(),
                differences.size() - shown.size() + comparison.unnamed());
    }

    private static String summary(BomComparison comparison, boolean signed) {
        return "It names "
                + comparison.components()
                + " components. Of "
                + comparison.found()
                + " packages of the closure it says "
                + comparison.same()
                + " just so, "
                + comparison.hashed()
                + " with a hash that can be compared."
                + (signed ? " It carries a signature, which nobody verified." : "");
    }

    private static BomView.Row row(BomComparison.Difference each) {
        return new BomView.Row(
                each.kind().words(),
                each.kind() == Kind.HASH ? "bad" : each.kind() == Kind.ONLY_OURS ? "warn" : "",
                each.purl(),
                each.theirs(),
                each.ours());
    }

    private BomView.Sent sent(Release release, VendorBomStore.Sent sent) {
        return new BomView.Sent(
                sent.format(),
                String.format(Locale.ROOT, "%,d bytes", sent.size()),
                sent.sha256().hex(),
                people.name(sent.by()),
                Words.day(sent.at()),
                "/api/v1/releases/" + release.id() + "/vendor-bom/" + sent.sha256().hex());
    }

    private Release release(String id) {
        return Id.parse(id)
                .flatMap(releases::find)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
