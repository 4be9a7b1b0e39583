package dev.assay.registry.rest;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.server.SavedView;
import dev.assay.inventory.server.ServerFilter;
import dev.assay.inventory.store.Id;
import dev.assay.registry.server.Views;
import dev.assay.registry.workflow.Deed;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The saved views of the inventory that somebody may see. */
@RestController
final class ViewsController {

    private final Views views;

    ViewsController(Views views) {
        this.views = views;
    }

    /**
     * @param filter as the query of the inventory's address, for example {@code
     *     state=approved&sort=due}
     * @param beginning whether one's inventory begins with it
     */
    record Wish(
            @Nullable String name,
            @Nullable String filter,
            @Nullable Boolean shared,
            @JsonProperty("default") @Nullable Boolean beginning) {

        boolean forAll() {
            return Boolean.TRUE.equals(shared);
        }

        String given() {
            return name == null ? "" : name;
        }

        ServerFilter asked() {
            return ServerFilter.parse(filter == null ? "" : filter);
        }
    }

    /**
     * @param own whether it is the caller's
     */
    record ViewDocument(
            Id id,
            String name,
            String filter,
            boolean shared,
            boolean own,
            @JsonProperty("default") boolean beginning,
            Instant updatedAt) {}

    @GetMapping("/api/v1/views")
    Map<String, List<ViewDocument>> list(Account account) {
        return Map.of(
                "views", views.of(account).stream().map(each -> document(account, each)).toList());
    }

    @PostMapping(path = "/api/v1/views", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    ViewDocument add(Account account, @RequestBody Wish wish) {
        return kept(account, wish, views.add(account, wish.given(), wish.asked(), wish.forAll()));
    }

    @GetMapping("/api/v1/views/{id}")
    ViewDocument view(Account account, @PathVariable String id) {
        return document(account, found(account, id));
    }

    @PutMapping(path = "/api/v1/views/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ViewDocument change(Account account, @PathVariable String id, @RequestBody Wish wish) {
        return kept(
                account,
                wish,
                views.change(
                        account, found(account, id), wish.given(), wish.asked(), wish.forAll()));
    }

    @DeleteMapping("/api/v1/views/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Account account, @PathVariable String id) {
        done(views.remove(account, found(account, id)));
    }

    private ViewDocument kept(Account account, Wish wish, Deed<SavedView> deed) {
        var view = done(deed);
        if (Boolean.TRUE.equals(wish.beginning())) {
            views.begin(account, view);
        } else if (isBeginning(account, view)) {
            views.beginWithEverything(account);
        }
        return document(account, view);
    }

    private static SavedView done(Deed<SavedView> deed) {
        return switch (deed) {
            case Deed.Done<SavedView>(var view) -> view;
            case Deed.Refused<SavedView>(var why) -> throw Problem.refused(why);
        };
    }

    private SavedView found(Account account, String id) {
        return Id.parse(id)
                .flatMap(each -> views.find(account, each))
                .orElseThrow(
                        () ->
                                Problem.notFound(
                                        "You can see no view with the id '" + id + "'.",
                                        "GET /api/v1/views lists yours and the shared ones."));
    }

    private boolean isBeginning(Account account, SavedView view) {
        return views.beginning(account).filter(each -> each.id().equals(view.id())).isPresent();
    }

    private ViewDocument document(Account account, SavedView view) {
        return new ViewDocument(
                view.id(),
                view.name(),
                view.filter(),
                view.shared(),
                view.ownerId().equals(account.id()),
                isBeginning(account, view),
                view.updatedAt());
    }
}
