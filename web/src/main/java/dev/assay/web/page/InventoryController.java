package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.server.Cursor;
import dev.assay.inventory.server.SavedView;
import dev.assay.inventory.server.ServerFilter;
import dev.assay.inventory.server.ServerSearch;
import dev.assay.inventory.store.Id;
import dev.assay.registry.server.ServerRows;
import dev.assay.registry.server.Views;
import dev.assay.registry.workflow.Deed;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;

@Controller
final class InventoryController {

    private static final int CSV_BATCH = 500;

    private final InventoryPage page;
    private final ServerRows rows;
    private final ServerSearch search;
    private final Views views;
    private final Clock clock;

    InventoryController(
            InventoryPage page, ServerRows rows, ServerSearch search, Views views, Clock clock) {
        this.page = page;
        this.rows = rows;
        this.search = search;
        this.views = views;
        this.clock = clock;
    }

    /**
     * What a form sends about a view.
     *
     * @param filter the filter to keep
     */
    record ViewForm(
            @Nullable String name,
            @Nullable String filter,
            @Nullable String shared,
            @Nullable String beginning) {

        /** A box that is not ticked is not sent. */
        boolean forAll() {
            return shared != null;
        }

        String given() {
            return name == null ? "" : name;
        }

        ServerFilter asked() {
            return ServerFilter.parse(filter == null ? "" : filter);
        }
    }

    @GetMapping("/inventory")
    String inventory(
            Account account,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String view,
            HttpServletRequest request,
            Model model) {
        if (request.getQueryString() == null && !model.containsAttribute("problem")) {
            var beginning = views.beginning(account);
            if (beginning.isPresent()) {
                return "redirect:" + address(beginning.get());
            }
        }
        var filter = ServerFilter.of(request.getParameterMap());
        model.addAttribute(
                "view",
                page.of(
                        account,
                        new InventoryPage.Asked(
                                filter,
                                cursor(after, filter),
                                view == null
                                        ? null
                                        : Id.parse(view)
                                                .flatMap(id -> views.find(account, id))
                                                .orElse(null),
                                ExceptionsController.flash(model, "told"),
                                ExceptionsController.flash(model, "bad"))));
        return "inventory";
    }

    /** Every server that passes, a batch at a time: a long list never stands in memory. */
    @GetMapping("/inventory/csv")
    void csv(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var filter = ServerFilter.of(request.getParameterMap());
        var today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(
                "Content-Disposition", "attachment; filename=\"inventory-" + today + ".csv\"");
        rows.beforeSomebodyLooks();
        var out = response.getWriter();
        out.write(Csv.line(InventoryCsv.HEADER));
        Cursor after = null;
        do {
            var batch = search.page(filter, after, CSV_BATCH);
            for (var server : batch.servers()) {
                out.write(Csv.line(InventoryCsv.line(server, today)));
            }
            after = batch.next();
        } while (after != null);
        out.flush();
    }

    @PostMapping("/inventory/views")
    String save(Account account, ViewForm form, RedirectAttributes told) {
        return kept(
                account,
                form,
                views.add(account, form.given(), form.asked(), form.forAll()),
                "The view is saved.",
                form.asked(),
                told);
    }

    @PostMapping("/inventory/views/{id}")
    String change(
            Account account, @PathVariable String id, ViewForm form, RedirectAttributes told) {
        var view = found(account, id);
        return kept(
                account,
                form,
                view.ownerId().equals(account.id())
                        ? views.change(account, view, form.given(), form.asked(), form.forAll())
                        // Of somebody else's, one chooses only whether to begin with it.
                        : new Deed.Done<>(view),
                "The view is changed.",
                form.asked(),
                told);
    }

    @PostMapping("/inventory/views/{id}/removal")
    String remove(Account account, @PathVariable String id, RedirectAttributes told) {
        var view = found(account, id);
        switch (views.remove(account, view)) {
            case Deed.Done<SavedView> done ->
                    told.addFlashAttribute("told", "The view " + view.name() + " is deleted.");
            case Deed.Refused<SavedView>(var why) ->
                    told.addFlashAttribute("bad", "Not deleted: " + why + ".");
        }
        return "redirect:/inventory?all";
    }

    private String kept(
            Account account,
            ViewForm form,
            Deed<SavedView> deed,
            String done,
            ServerFilter filter,
            RedirectAttributes told) {
        return switch (deed) {
            case Deed.Done<SavedView>(var view) -> {
                if (form.beginning() != null) {
                    views.begin(account, view);
                } else if (views.beginning(account)
                        .filter(each -> each.id().equals(view.id()))
                        .isPresent()) {
                    views.beginWithEverything(account);
                }
                told.addFlashAttribute("told", done);
                yield "redirect:" + address(view);
            }
            case Deed.Refused<SavedView>(var why) -> {
                told.addFlashAttribute("bad", "Not saved: " + why + ".");
                yield "redirect:" + InventoryPage.link(filter);
            }
        };
    }

    private static String address(SavedView view) {
        return InventoryPage.link(ServerFilter.parse(view.filter())) + "&view=" + view.id();
    }

    /** A page that is none any more is the first one. */
    private @Nullable Cursor cursor(@Nullable String after, ServerFilter filter) {
        return after == null ? null : search.cursor(after, filter.order()).orElse(null);
    }

    private SavedView found(Account account, String id) {
        return Id.parse(id)
                .flatMap(each -> views.find(account, each))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
