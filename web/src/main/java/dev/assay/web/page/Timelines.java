package dev.assay.web.page;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.review.Decision;
import dev.assay.registry.server.ServerReport;

import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws the versions of a server over time. */
@Component
final class Timelines {

    /** More rows than these help nobody to see anything; the table beneath has them all. */
    private static final int MOST_ROWS = 24;

    private static final int AXIS = 26;
    private static final int ROW = 52;
    private static final int NOTE = 18;
    private static final int LONGEST_NOTE = 54;
    private static final Duration SHORTEST = Duration.ofMillis(1);

    /** How much of the width belongs to what is to come. */
    private static final double AHEAD = 0.12;

    private final People people;
    private final Clock clock;

    Timelines(People people, Clock clock) {
        this.people = people;
        this.clock = clock;
    }

    /** A stretch of time, as parts of the width. */
    private record Scale(Instant begin, Instant now, double perNano) {

        static Scale of(Instant begin, Instant now) {
            var span = Duration.between(begin, now);
            var drawn = span.compareTo(SHORTEST) < 0 ? SHORTEST : span;
            return new Scale(begin, now, (1 - AHEAD) / drawn.toNanos());
        }

        double at(Instant instant) {
            var nanos = (double) Duration.between(begin, instant).toMillis() * 1_000_000;
            return Math.clamp(nanos * perNano, 0, 1);
        }
    }

    TimelineView of(String name, List<ServerReport.Version> versions) {
        var shown = versions.subList(0, Math.min(MOST_ROWS, versions.size()));
        var now = clock.instant();
        var begin =
                shown.stream()
                        .map(each -> each.release().createdAt())
                        .min(Instant::compareTo)
                        .orElse(now);
        var scale = Scale.of(begin, now);
        var rows = new ArrayList<TimelineView.Row>();
        var top = AXIS;
        for (var i = 0; i < shown.size(); i++) {
            var version = shown.get(i);
            var changes =
                    VersionChanges.of(
                            version, i + 1 < versions.size() ? versions.get(i + 1) : null);
            rows.add(row(version, changes, top, scale));
            top += ROW + NOTE * changes.size();
        }
        return new TimelineView(
                says(name, shown, versions.size()),
                words(begin, now, begin),
                percent(scale.at(now)),
                "now",
                top + 4,
                rows);
    }

    private TimelineView.Row row(
            ServerReport.Version version,
            List<VersionChanges.Change> changes,
            int top,
            Scale scale) {
        var release = version.release();
        var notes = new ArrayList<TimelineView.Note>();
        for (var change : changes) {
            notes.add(
                    new TimelineView.Note(
                            change.css(),
                            shorten(change.words()),
                            top + ROW + NOTE * notes.size()));
        }
        return new TimelineView.Row(
                "/releases/" + release.id(),
                version.version(),
                release.state().words(),
                Words.css(release.state()),
                VersionChanges.hosts(version),
                top,
                spans(version, scale),
                version.decisions().stream().map(each -> mark(each, scale)).toList(),
                notes);
    }

    private List<TimelineView.Span> spans(ServerReport.Version version, Scale scale) {
        var spans = new ArrayList<TimelineView.Span>();
        var release = version.release();
        var since = release.createdAt();
        var state = "waiting";
        Instant ends = null;
        var lifts = 0;
        for (var decision : version.decisions()) {
            var next =
                    switch (decision.kind()) {
                        case APPROVE -> "served";
                        case BREAK_GLASS -> "glass";
                        case SUSPEND -> "suspended";
                        case LIFT -> ++lifts % 2 == 0 ? "served" : state;
                        case REJECT, REVOKE, WITHDRAW -> "";
                    };
            if (!next.equals(state)) {
                add(spans, state, since, decision.decidedAt(), ends, scale);
                since = decision.decidedAt();
                state = next;
            }
            if (decision.expiresAt() != null) {
                ends = decision.expiresAt();
            }
        }
        var over = release.state() == ReleaseState.VETTING_FAILED;
        add(spans, state, since, over ? release.updatedAt() : scale.now(), ends, scale);
        if (ReleaseState.APPROVED == release.state() && ends != null && ends.isAfter(scale.now())) {
            spans.add(span("later", scale.now(), ends, "approved until " + Words.day(ends), scale));
        }
        return spans;
    }

    private static void add(
            List<TimelineView.Span> spans,
            String state,
            Instant since,
            Instant until,
            @org.jspecify.annotations.Nullable Instant ends,
            Scale scale) {
        if (state.isEmpty()) {
            return;
        }
        var serves = state.equals("served") || state.equals("glass");
        var stop = serves && ends != null && ends.isBefore(until) ? ends : until;
        var title =
                switch (state) {
                    case "served" -> "approved";
                    case "glass" -> "let through by break-glass";
                    case "suspended" -> "suspended";
                    default -> "not decided";
                };
        spans.add(
                span(
                        state,
                        since,
                        stop,
                        title + " from " + Words.minute(since) + " to " + Words.minute(stop),
                        scale));
    }

    private static TimelineView.Span span(
            String css, Instant from, Instant to, String title, Scale scale) {
        var x = scale.at(from);
        return new TimelineView.Span(
                css, percent(x), percent(Math.max(0.004, scale.at(to) - x)), title);
    }

    private TimelineView.Mark mark(Decision decision, Scale scale) {
        return new TimelineView.Mark(
                decision.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                percent(scale.at(decision.decidedAt())),
                people.name(decision.actorId())
                        + " "
                        + Words.of(decision.kind())
                        + " it, "
                        + Words.minute(decision.decidedAt()));
    }

    private static String says(String name, List<ServerReport.Version> shown, int all) {
        var served =
                shown.stream()
                        .filter(each -> each.release().state() == ReleaseState.APPROVED)
                        .map(ServerReport.Version::version)
                        .toList();
        return "The last "
                + Words.count(shown.size(), "version", "versions")
                + (all > shown.size() ? " of the " + all + " in the table below" : "")
                + " of "
                + name
                + ", newest first, from when it was first asked for until now. Approved: "
                + (served.isEmpty() ? "none" : String.join(", ", served))
                + ". A table with the same follows.";
    }

    /** The minute counts where all of it happened within two days. */
    private static String words(Instant begin, Instant now, Instant at) {
        return Duration.between(begin, now).toHours() < 48 ? Words.minute(at) : Words.day(at);
    }

    private static String shorten(String text) {
        return text.length() <= LONGEST_NOTE ? text : text.substring(0, LONGEST_NOTE - 1) + "…";
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, "%.2f%%", part * 100);
    }
}
