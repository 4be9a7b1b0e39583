package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.server.Cursor;
import dev.assay.inventory.server.Facet;
import dev.assay.inventory.server.SavedView;
import dev.assay.inventory.server.ServerFilter;
import dev.assay.inventory.server.ServerListing;
import dev.assay.inventory.server.ServerOrder;
import dev.assay.inventory.server.ServerSearch;
import dev.assay.registry.server.ServerRows;
import dev.assay.registry.server.Views;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Puts the inventory together. */
@Component
final class InventoryPage {

    private static final int ROWS = 50;
    private static final int HOSTS = 3;

    /** Facets with more values than are listed. */
    private static final int LISTED = 12;

    private final ServerRows rows;
    private final ServerSearch search;
    private final Views views;
    private final People people;
    private final Clock clock;

    InventoryPage(ServerRows rows, ServerSearch search, Views views, People people, Clock clock) {
        this.rows = rows;
        this.search = search;
        this.views = views;
        this.people = people;
        this.clock = clock;
    }

    /**
     * @param view the saved view that is shown, or null
     * @param told what was done, or null
     * @param problem why something was not done, or null
     */
    record Asked(
            ServerFilter filter,
            @Nullable Cursor after,
            @Nullable SavedView view,
            @Nullable String told,
            @Nullable String problem) {}

    InventoryView of(Account reader, Asked asked) {
        var filter = asked.filter();
        var behind = rows.beforeSomebodyLooks();
        var page = search.page(filter, asked.after(), ROWS);
        var total = search.count(filter);
        var next = page.next();
        return new InventoryView(
                filter.query(),
                filter.text(),
                filter.overdue(),
                chosen(filter),
                hidden(filter),
                groups(filter),
                Arrays.stream(ServerOrder.values())
                        .map(
                                each ->
                                        new InventoryView.Sort(
                                                each.key(), each.title(), each == filter.order()))
                        .toList(),
                page.servers().stream().map(this::row).toList(),
                total,
                filter.isOpen() ? total : search.count(ServerFilter.EVERYTHING),
                next == null ? null : link(filter) + "&after=" + next,
                asked.after() == null ? null : link(filter),
                behind,
                views(reader, asked));
    }

    /**
     * The address of a filter. It always has a query, since without one somebody's own view is
     * shown.
     */
    static String link(ServerFilter filter) {
        var query = filter.query();
        return "/inventory?" + (query.isEmpty() ? "all" : query);
    }

    private static List<InventoryView.Chosen> chosen(ServerFilter filter) {
        var chosen = new ArrayList<InventoryView.Chosen>();
        if (!filter.text().isEmpty()) {
            chosen.add(new InventoryView.Chosen("Text", filter.text(), link(filter.withText(""))));
        }
        filter.chosen()
                .forEach(
                        (facet, values) ->
                                values.forEach(
                                        value ->
                                                chosen.add(
                                                        new InventoryView.Chosen(
                                                                facet.title(),
                                                                FacetWords.of(facet, value),
                                                                link(
                                                                        filter.toggled(
                                                                                facet, value))))));
        if (filter.overdue()) {
            chosen.add(new InventoryView.Chosen("Due", "overdue", link(filter.withOverdue(false))));
        }
        return chosen;
    }

    private static List<InventoryView.Hidden> hidden(ServerFilter filter) {
        var hidden = new ArrayList<InventoryView.Hidden>();
        filter.chosen()
                .forEach(
                        (facet, values) ->
                                values.forEach(
                                        value ->
                                                hidden.add(
                                                        new InventoryView.Hidden(
                                                                facet.key(), value))));
        return hidden;
    }

    private List<InventoryView.Group> groups(ServerFilter filter) {
        var counts = search.counts(filter);
        var groups = new ArrayList<InventoryView.Group>();
        for (var facet : Facet.values()) {
            var values = new ArrayList<InventoryView.Value>();
            var counted = counts.getOrDefault(facet, Map.of());
            counted.forEach((value, count) -> values.add(value(filter, facet, value, count)));
            // What is chosen can be taken away, however rare it is.
            filter.of(facet).stream()
                    .filter(each -> !counted.containsKey(each))
                    .forEach(each -> values.add(value(filter, facet, each, 0)));
            if (facet == Facet.MARK) {
                values.addFirst(overdue(filter));
            }
            if (!values.isEmpty()) {
                groups.add(
                        new InventoryView.Group(facet.title(), values, counted.size() >= LISTED));
            }
        }
        return groups;
    }

    private InventoryView.Value overdue(ServerFilter filter) {
        return new InventoryView.Value(
                "Overdue",
                search.overdue(filter),
                filter.overdue(),
                link(filter.withOverdue(!filter.overdue())));
    }

    private static InventoryView.Value value(
            ServerFilter filter, Facet facet, String value, int count) {
        return new InventoryView.Value(
                FacetWords.of(facet, value),
                count,
                filter.of(facet).contains(value),
                link(filter.toggled(facet, value)));
    }

    private InventoryView.Row row(ServerListing server) {
        var tier = server.tier();
        var review = server.nextReview();
        return new InventoryView.Row(
                "/servers/" + server.id(),
                server.name(),
                server.ecosystem(),
                server.state().words(),
                Words.css(server.state()),
                marks(server),
                server.served().stream().limit(HOSTS).map(InventoryPage::served).toList(),
                server.newest().version() + ", " + server.newest().state().words(),
                tier == null ? "tier not known" : tier.words() + " tier",
                tier == null ? "" : "tier-" + tier.words(),
                server.owners().isEmpty() ? "nobody named" : String.join(", ", server.owners()),
                server.data().isEmpty()
                        ? "not said"
                        : String.join(", ", server.data().stream().map(FacetWords::data).toList()),
                server.destinations().stream()
                        .limit(HOSTS)
                        .map(each -> host(server, each))
                        .toList(),
                Math.max(0, server.destinations().size() - HOSTS),
                review == null ? "none until it is approved" : day(review),
                server.isOverdue(today()),
                server.findings(),
                server.worst(),
                server.waivers());
    }

    static List<InventoryView.Badge> marks(ServerListing server) {
        var marks = new ArrayList<InventoryView.Badge>();
        if (server.breakGlass()) {
            marks.add(new InventoryView.Badge("critical", "break-glass"));
        }
        if (server.updateWaits()) {
            marks.add(
                    new InventoryView.Badge(
                            "review", server.newest().version() + " waits for review"));
        }
        return marks;
    }

    private static InventoryView.Served served(ServerListing.Served served) {
        var stage = served.stage();
        var until = served.until();
        return new InventoryView.Served(
                "/releases/" + served.release(),
                served.version(),
                stage == null ? "" : stage.words(),
                until == null ? "" : Words.day(until));
    }

    static InventoryView.Host host(ServerListing server, ServerListing.Destination host) {
        return new InventoryView.Host(
                host.host(),
                !host.declared()
                        ? "not declared"
                        : host.found() ? null : server.destinationsKnown() ? "not found" : null);
    }

    private InventoryView.ViewsView views(Account reader, Asked asked) {
        var beginning = views.beginning(reader).map(SavedView::id).orElse(null);
        var saved =
                views.of(reader).stream()
                        .map(
                                each ->
                                        new InventoryView.Saved(
                                                each.id().value(),
                                                each.name(),
                                                link(ServerFilter.parse(each.filter()))
                                                        + "&view="
                                                        + each.id(),
                                                each.shared(),
                                                each.ownerId().equals(reader.id()),
                                                each.ownerId().equals(reader.id())
                                                        ? null
                                                        : people.name(each.ownerId()),
                                                each.id().equals(beginning),
                                                each.ownerId().equals(reader.id())
                                                        || reader.has(Role.ADMINISTRATOR)))
                        .toList();
        var shown = asked.view();
        return new InventoryView.ViewsView(
                saved,
                saved.stream()
                        .filter(each -> shown != null && each.id().equals(shown.id().value()))
                        .findFirst()
                        .orElse(null),
                shown == null && asked.filter().equals(ServerFilter.EVERYTHING),
                asked.told(),
                asked.problem());
    }

    private static String day(LocalDate day) {
        return Words.day(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private LocalDate today() {
        return clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
