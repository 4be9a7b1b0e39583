package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.server.ServerPackage;
import dev.assay.inventory.store.Id;
import dev.assay.registry.server.ServerReader;
import dev.assay.registry.server.ServerReport;
import dev.assay.registry.shipped.ServerPackages;
import dev.assay.registry.workflow.Deed;
import dev.assay.scanners.coordinates.Purl;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Says that packages are one server, or that they are not. What is refused is told on its page. */
@Controller
final class ShippedController {

    private final ServerReader reader;
    private final ServerPackages packages;

    ShippedController(ServerReader reader, ServerPackages packages) {
        this.reader = reader;
        this.packages = packages;
    }

    @PostMapping("/servers/{id}/packages")
    String join(
            Account account,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String purl,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes told) {
        var server = server(id);
        try {
            var named = Purl.parse(purl.strip());
            tell(
                    packages.join(account, named, server, reason),
                    named.packageName() + " is this server now.",
                    told);
        } catch (IllegalArgumentException e) {
            told.addFlashAttribute(
                    "bad", "'" + purl + "' is no package: write it as pkg:npm/name or npm:name.");
        }
        return "redirect:/servers/" + id + "#shipped";
    }

    @PostMapping("/servers/{id}/packages/removal")
    String part(
            Account account,
            @PathVariable String id,
            @RequestParam String purl,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes told) {
        var named =
                packages.all(server(id)).stream()
                        .filter(each -> each.toString().equals(purl))
                        .findFirst()
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        tell(
                packages.part(account, named, reason),
                named.packageName() + " is a server of its own again.",
                told);
        return "redirect:/servers/" + id + "#shipped";
    }

    private Purl server(String id) {
        return Id.parse(id)
                .flatMap(reader::report)
                .map(ServerReport::listing)
                .map(each -> Purl.parse(each.purl()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static void tell(Deed<ServerPackage> deed, String done, RedirectAttributes told) {
        switch (deed) {
            case Deed.Done<ServerPackage> ok -> told.addFlashAttribute("told", done);
            case Deed.Refused<ServerPackage>(var why) ->
                    told.addFlashAttribute("bad", ReleaseController.sentence(why));
        }
    }
}
