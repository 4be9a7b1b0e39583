package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.tool.Constraint;
import dev.assay.inventory.tool.ToolClass;
import dev.assay.inventory.tool.ToolEntry;
import dev.assay.registry.consumer.Grants;
import dev.assay.registry.scope.AskedScope;
import dev.assay.registry.tools.Proposal;
import dev.assay.registry.tools.ToolMatrix;
import dev.assay.registry.tools.ToolOffers;
import dev.assay.registry.workflow.Reviewers;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Puts together the page of a tool matrix. */
@Component
final class ToolsPage {

    private static final String TO_CONFIRM = "open";
    private static final int MOST_ROWS = 100;

    private final ToolMatrix matrix;
    private final ReleaseStore releases;
    private final ReviewStore reviews;
    private final Grants grants;
    private final GrantRows grantRows;
    private final People people;

    ToolsPage(
            ToolMatrix matrix,
            ReleaseStore releases,
            ReviewStore reviews,
            Grants grants,
            GrantRows grantRows,
            People people) {
        this.matrix = matrix;
        this.releases = releases;
        this.reviews = reviews;
        this.grants = grants;
        this.grantRows = grantRows;
        this.people = people;
    }

    /**
     * What of it somebody wants to see.
     *
     * @param shown a class, {@code open} for those that nobody confirmed, or empty for all
     * @param after the name of the last tool on the page before, or empty
     */
    record Wanted(String shown, String after) {}

    /**
     * What became of what they did.
     *
     * @param tool the tool whose form was refused, or null
     */
    record Said(
            @Nullable String told,
            @Nullable String problem,
            @Nullable String tool,
            @Nullable ToolForm form) {}

    Optional<ToolsView> view(Account reader, Id id, Wanted wanted, Said said) {
        return releases.find(id).map(release -> view(reader, release, wanted, said));
    }

    private ToolsView view(Account reader, Release release, Wanted wanted, Said said) {
        var entries = matrix.of(release.id());
        var left =
                entries.stream()
                        .filter(each -> isShown(each, wanted.shown()))
                        .filter(each -> each.name().compareTo(wanted.after()) > 0)
                        .sorted(Comparator.comparing(ToolEntry::name))
                        .toList();
        var rows = new ArrayList<ToolsView.Row>();
        for (var entry : left.subList(0, Math.min(MOST_ROWS, left.size()))) {
            rows.add(row(reader, entry, "t" + rows.size(), said));
        }
        var state = release.state();
        var underWay = state == ReleaseState.REQUESTED || state == ReleaseState.VETTING;
        var mayDecide = Reviewers.isOne(reader) && !underWay;
        return new ToolsView(
                release.id().value(),
                release.purl().packageName(),
                release.purl().exactVersion(),
                state.words(),
                Words.css(state),
                said.told(),
                said.problem(),
                notices(entries, underWay),
                filters(release, entries, wanted.shown()),
                !wanted.shown().isEmpty(),
                rows,
                rows.stream().filter(each -> !each.confirmed()).toList(),
                left.size() > rows.size()
                        ? address(release, wanted.shown(), rows.getLast().name())
                        : null,
                AskedScope.of(reviews.requests(release.id())).stream().map(ScopeRow::of).toList(),
                grantRows.of(grants.ofServer(release.purl()), reader),
                mayDecide);
    }

    private static List<String> notices(List<ToolEntry> entries, boolean underWay) {
        var notices = new ArrayList<String>();
        if (underWay) {
            notices.add("It is being vetted. Its tools are confirmed afterwards.");
        }
        if (entries.size() >= ToolOffers.MOST) {
            notices.add(
                    "These are 1,000 tools, and no more are listed. A release that offers more"
                            + " cannot be approved: nobody could say what the others may do.");
        }
        var open = entries.stream().filter(each -> !each.isConfirmed()).count();
        if (open > 0) {
            notices.add(
                    (open == 1 ? "One tool waits" : open + " tools wait")
                            + " for a reviewer. Until then the release cannot be approved.");
        }
        return notices;
    }

    private static boolean isShown(ToolEntry entry, String shown) {
        return shown.isEmpty()
                || (shown.equals(TO_CONFIRM) && !entry.isConfirmed())
                || shown.equals(entry.toolClass().words());
    }

    private static String address(Release release, String shown, String after) {
        var address = UriComponentsBuilder.fromPath("/releases/" + release.id() + "/tools");
        if (!shown.isEmpty()) {
            address.queryParam("class", "{class}");
        }
        if (!after.isEmpty()) {
            address.queryParam("after", "{after}");
        }
        var values = new ArrayList<Object>();
        List.of(shown, after).stream().filter(each -> !each.isEmpty()).forEach(values::add);
        return address.encode().buildAndExpand(values.toArray()).toUriString();
    }

    private static List<ToolsView.Filter> filters(
            Release release, List<ToolEntry> entries, String shown) {
        var filters = new ArrayList<ToolsView.Filter>();
        for (var word : List.of("", TO_CONFIRM, "read", "write", "never")) {
            filters.add(
                    new ToolsView.Filter(
                            address(release, word, ""),
                            word.isEmpty() ? "all" : word.equals(TO_CONFIRM) ? "to confirm" : word,
                            (int) entries.stream().filter(each -> isShown(each, word)).count(),
                            shown.equals(word)));
        }
        return filters;
    }

    private ToolsView.Row row(Account reader, ToolEntry entry, String key, Said said) {
        Proposal proposal = ToolMatrix.proposal(entry);
        var wish = entry.wish();
        var form = said.form();
        return new ToolsView.Row(
                entry.name(),
                key,
                entry.fingerprint().hex(),
                entry.toolClass().words(),
                entry.isConfirmed(),
                !entry.isConfirmed() && proposal.isOfAChangedTool(),
                terms(entry),
                standing(entry),
                proposal.toolClass().words()
                        + ", "
                        + proposal.confidence().name().toLowerCase(Locale.ROOT)
                        + " confidence",
                proposal.reasons(),
                proposal.contradictions(),
                wish == null ? null : wish(entry),
                wish != null && wish.review() == null && !wish.by().equals(reader.id()),
                form == null || !entry.name().equals(said.tool()) ? ToolForm.of(entry) : form);
    }

    private static List<String> terms(ToolEntry entry) {
        var terms = entry.terms();
        var words = new ArrayList<String>();
        if (entry.toolClass() != ToolClass.NEVER) {
            words.add(
                    switch (terms.approvalMode()) {
                        case NONE -> "called without asking";
                        case CONFIRM -> "each call is confirmed";
                        case PREVIEW -> "each call is confirmed after a preview";
                        case DUAL -> "each call takes two people";
                    });
            words.add("at most " + terms.rateLimit().words());
            terms.constraints().stream().map(Constraint::words).forEach(words::add);
        }
        if (!terms.businessSystem().isEmpty()) {
            words.add(terms.businessSystem());
        }
        if (!terms.dataClasses().isEmpty()) {
            words.add(String.join(", ", terms.dataClasses()));
        }
        return words;
    }

    private String standing(ToolEntry entry) {
        var by = entry.confirmedBy();
        var at = entry.confirmedAt();
        if (by == null || at == null) {
            return "";
        }
        var carried = entry.carriedFrom();
        return (carried == null
                        ? "Confirmed by " + people.name(by)
                        : "Carried over from "
                                + carried
                                + ", where "
                                + people.name(by)
                                + " confirmed it")
                + " on "
                + Words.day(at)
                + (entry.lowering() == null || entry.toolClass() == ToolClass.NEVER
                        ? "."
                        : "; once never, allowed by two people: " + entry.lowering().reason());
    }

    /** What somebody wants, as it is shown. */
    String wish(ToolEntry entry) {
        var wish = entry.wish();
        if (wish == null) {
            return "";
        }
        var constraints =
                wish.terms().constraints().stream().map(each -> ", " + each.words()).toList();
        return people.name(wish.by())
                + " wants "
                + wish.toolClass().words()
                + " ("
                + wish.terms().approvalMode().words()
                + ", "
                + wish.terms().rateLimit().words()
                + String.join("", constraints)
                + "): "
                + ReleaseController.sentence(wish.reason())
                + (wish.review() == null
                        ? " It takes a second reviewer who says the same."
                        : " It holds once its review is approved.");
    }
}
