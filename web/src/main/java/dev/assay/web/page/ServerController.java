package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.store.Id;
import dev.assay.registry.server.ServerReader;
import dev.assay.registry.server.ServerReport;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

@Controller
final class ServerController {

    private final ServerReader reader;
    private final ServerPage page;
    private final ClosureViews closures;
    private final SheetPage sheet;

    ServerController(ServerReader reader, ServerPage page, ClosureViews closures, SheetPage sheet) {
        this.reader = reader;
        this.page = page;
        this.closures = closures;
        this.sheet = sheet;
    }

    @GetMapping("/servers/{id}")
    String server(
            Account account,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String of,
            @RequestParam(defaultValue = "") String find,
            HttpServletRequest request,
            Model model) {
        var report = report(id);
        model.addAttribute(
                "view", page.of(account, report, closure(report, of, find), request, model));
        return "server";
    }

    /** What is decided and due, on one page to print. */
    @GetMapping("/servers/{id}/sheet")
    String sheet(Account account, @PathVariable String id, Model model) {
        model.addAttribute(
                "view",
                Id.parse(id)
                        .flatMap(server -> sheet.of(account, server))
                        .orElseThrow(ServerController::none));
        return "sheet";
    }

    /** What a search in the closure finds, for a page that is there already. */
    @GetMapping("/servers/{id}/closure")
    String found(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String of,
            @RequestParam(defaultValue = "") String find,
            Model model) {
        var report = report(id);
        model.addAttribute("closure", closure(report, of, find));
        return "closurefound";
    }

    private ServerReport report(String id) {
        return Id.parse(id).flatMap(reader::report).orElseThrow(ServerController::none);
    }

    private ClosureView closure(ServerReport report, @Nullable String of, String find) {
        return closures.of(report, of, find).orElseThrow(ServerController::none);
    }

    private static ResponseStatusException none() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
