package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.tool.Constraint;
import dev.assay.inventory.tool.ToolClass;
import dev.assay.inventory.tool.ToolEntry;
import dev.assay.registry.tools.Proposal;
import dev.assay.registry.tools.ToolMatrix;
import dev.assay.registry.workflow.Reviewers;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Puts together the page of a tool matrix. */
@Component
final class ToolsPage {

    private static final String TO_CONFIRM = "open";

    private final ToolMatrix matrix;
    private final ReleaseStore releases;
    private final People people;

    ToolsPage(ToolMatrix matrix, ReleaseStore releases, People people) {
        this.matrix = matrix;
        this.releases = releases;
        this.people = people;
    }

    /**
     * @param shown a class, {@code open} for those that nobody confirmed, or empty for all
     */
    Optional<ToolsView> view(
            Account reader, Id id, String shown, @Nullable String told, @Nullable String problem) {
        return releases.find(id).map(release -> view(reader, release, shown, told, problem));
    }

    private ToolsView view(
            Account reader,
            Release release,
            String shown,
            @Nullable String told,
            @Nullable String problem) {
        var entries = matrix.of(release.id());
        var rows = new ArrayList<ToolsView.Row>();
        for (var entry : entries) {
            if (isShown(entry, shown)) {
                rows.add(row(entry, "t" + rows.size()));
            }
        }
        var state = release.state();
        var underWay = state == ReleaseState.REQUESTED || state == ReleaseState.VETTING;
        return new ToolsView(
                release.id().value(),
                release.purl().packageName(),
                release.purl().exactVersion(),
                state.words(),
                Words.css(state),
                told,
                problem,
                underWay ? "It is being vetted. Its tools are confirmed afterwards." : null,
                filters(release, entries, shown),
                rows,
                (int) entries.stream().filter(each -> !each.isConfirmed()).count(),
                Reviewers.isOne(reader) && !underWay);
    }

    private static boolean isShown(ToolEntry entry, String shown) {
        return shown.isEmpty()
                || (shown.equals(TO_CONFIRM) && !entry.isConfirmed())
                || shown.equals(entry.toolClass().words());
    }

    private static List<ToolsView.Filter> filters(
            Release release, List<ToolEntry> entries, String shown) {
        var page = "/releases/" + release.id() + "/tools";
        var filters = new ArrayList<ToolsView.Filter>();
        filters.add(new ToolsView.Filter(page, "all", entries.size(), shown.isEmpty()));
        for (var word : List.of(TO_CONFIRM, "read", "write", "never")) {
            filters.add(
                    new ToolsView.Filter(
                            page + "?class=" + word,
                            word.equals(TO_CONFIRM) ? "to confirm" : word,
                            (int) entries.stream().filter(each -> isShown(each, word)).count(),
                            shown.equals(word)));
        }
        return filters;
    }

    private ToolsView.Row row(ToolEntry entry, String key) {
        var terms = entry.terms();
        Proposal proposal = ToolMatrix.proposal(entry);
        return new ToolsView.Row(
                entry.name(),
                key,
                entry.fingerprint().hex(),
                entry.toolClass().words(),
                entry.isConfirmed(),
                !entry.isConfirmed()
                        && proposal.reasons().stream()
                                .anyMatch(each -> each.startsWith("it is not what it was")),
                standing(entry),
                proposal.toolClass().words()
                        + ", "
                        + proposal.confidence().name().toLowerCase(Locale.ROOT)
                        + " confidence",
                proposal.reasons(),
                proposal.contradictions(),
                String.join(", ", terms.dataClasses()),
                terms.businessSystem(),
                terms.constraints().stream().map(Constraint::words).toList(),
                terms.approvalMode().words(),
                terms.rateLimit().max(),
                terms.rateLimit().windowSeconds(),
                wish(entry));
    }

    private String standing(ToolEntry entry) {
        var by = entry.confirmedBy();
        var at = entry.confirmedAt();
        if (by == null || at == null) {
            return "proposed; nobody has confirmed it";
        }
        var carried = entry.carriedFrom();
        return (carried == null
                        ? "confirmed by " + people.name(by)
                        : "carried over from "
                                + carried
                                + ", where "
                                + people.name(by)
                                + " confirmed it")
                + " on "
                + Words.day(at)
                + (entry.lowering() == null || entry.toolClass() == ToolClass.NEVER
                        ? ""
                        : "; once never, allowed by two people: " + entry.lowering().reason());
    }

    private @Nullable String wish(ToolEntry entry) {
        var wish = entry.wish();
        return wish == null
                ? null
                : people.name(wish.by())
                        + " wants "
                        + wish.toolClass().words()
                        + " ("
                        + wish.terms().approvalMode().words()
                        + ", "
                        + wish.terms().rateLimit().words()
                        + "): "
                        + wish.reason()
                        + (wish.review() == null
                                ? ". It takes a second reviewer who says the same."
                                : ". It holds once its review is approved.");
    }
}
