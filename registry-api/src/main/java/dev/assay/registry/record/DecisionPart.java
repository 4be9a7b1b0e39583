package dev.assay.registry.record;

import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.Value;
import dev.assay.inventory.review.BreakGlass;
import dev.assay.inventory.review.Decision;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.Vote;
import dev.assay.inventory.review.Waiver;
import dev.assay.inventory.task.Task;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What people decided: reviews, votes, decisions, waivers, emergencies and what was signed off. */
final class DecisionPart {

    private static final int MOST_TASKS = 200;

    private final RecordSources sources;

    DecisionPart(RecordSources sources) {
        this.sources = sources;
    }

    void write(RecordDraft draft, About about, People people) {
        for (var release : about.releases()) {
            var into = new Into(draft, about.key(release), people);
            sources.reviews().decisions(release.id()).forEach(each -> decision(into, each));
            for (var review : sources.reviews().reviews(release.id())) {
                review(into, review);
                sources.votes().votes(review.id()).forEach(each -> vote(into, each));
            }
            sources.waivers().of(release.id()).forEach(each -> waiver(into, each));
            sources.glass().running(release.id()).ifPresent(each -> glass(into, each));
        }
        var tasks =
                about.packages().stream()
                        .flatMap(each -> sources.tasks().about(each, MOST_TASKS + 1).stream())
                        .toList();
        draft.leaveOut("older tasks, at least", Math.max(0, tasks.size() - MOST_TASKS));
        tasks.stream()
                .limit(MOST_TASKS)
                .forEach(each -> task(new Into(draft, version(about, each), people), each));
    }

    private record Into(RecordDraft draft, String version, People people) {

        void begin(String key, String kind, @Nullable Instant at, String by) {
            put(key, Field.DECISION_KIND, kind);
            put(key, Field.DECISION_RELEASE, version);
            put(key, Field.DECISION_AT, at == null ? "" : at.toString());
            put(key, Field.DECISION_BY, by);
            for (var each :
                    List.of(
                            Field.DECISION_ROLE,
                            Field.DECISION_STATE,
                            Field.DECISION_STAGE,
                            Field.DECISION_UNTIL,
                            Field.DECISION_TARGET,
                            Field.DECISION_REASON,
                            Field.DECISION_CONDITIONS,
                            Field.DECISION_CONTROL,
                            Field.DECISION_SNAPSHOT)) {
                put(key, each, "");
            }
        }

        /** It is known that there is none where there is none. */
        void put(String key, Field field, String word) {
            draft.put(field, key, Known.here(null, word.isBlank() ? List.of() : List.of(word)));
        }

        void said(String key, Field field, String who, @Nullable Instant at, List<String> words) {
            draft.put(field, key, Value.stated(who, at, words));
        }

        void said(String key, Field field, String who, @Nullable Instant at, String word) {
            if (!word.isBlank()) {
                said(key, field, who, at, List.of(word));
            }
        }
    }

    private void decision(Into into, Decision decision) {
        var key = "decision/" + decision.id();
        var who = into.people().login(decision.actorId());
        into.begin(key, words(decision.kind()), decision.decidedAt(), who);
        into.said(key, Field.DECISION_REASON, who, decision.decidedAt(), decision.reason());
        if (!decision.conditions().isEmpty()) {
            into.said(
                    key,
                    Field.DECISION_CONDITIONS,
                    who,
                    decision.decidedAt(),
                    decision.conditions());
        }
        var stage = decision.stage();
        into.put(key, Field.DECISION_STAGE, stage == null ? "" : stage.words());
        into.put(key, Field.DECISION_UNTIL, text(decision.expiresAt()));
        into.put(key, Field.DECISION_SNAPSHOT, text(decision.snapshotSha256()));
    }

    private static void review(Into into, Review review) {
        var key = "review/" + review.id();
        var who = into.people().login(review.requesterId());
        into.begin(key, "review", review.openedAt(), who);
        into.put(key, Field.DECISION_STATE, words(review.state()));
        into.put(key, Field.DECISION_SNAPSHOT, text(review.snapshotSha256()));
        into.put(key, Field.DECISION_UNTIL, text(review.closedAt()));
    }

    private static void vote(Into into, Vote vote) {
        var key = "vote/" + vote.id();
        var who = into.people().login(vote.approverId());
        into.begin(key, "vote", vote.givenAt(), who);
        into.put(key, Field.DECISION_ROLE, vote.role().words());
        into.put(key, Field.DECISION_STATE, vote.stands() ? "stands" : "void");
        into.put(key, Field.DECISION_STAGE, vote.stage().words());
        into.put(key, Field.DECISION_SNAPSHOT, vote.snapshotSha256().hex());
        into.said(key, Field.DECISION_REASON, who, vote.givenAt(), vote.reason());
        if (!vote.conditions().isEmpty()) {
            into.said(key, Field.DECISION_CONDITIONS, who, vote.givenAt(), vote.conditions());
        }
    }

    private static void waiver(Into into, Waiver waiver) {
        var key = "waiver/" + waiver.id();
        var who = into.people().login(waiver.askerId());
        into.begin(
                key,
                "waiver of a " + waiver.targetKind().name().toLowerCase(Locale.ROOT),
                waiver.decidedAt() == null ? waiver.askedAt() : waiver.decidedAt(),
                waiver.deciderId() == null ? who : into.people().login(waiver.deciderId()));
        into.put(key, Field.DECISION_STATE, words(waiver.state()));
        into.put(key, Field.DECISION_TARGET, waiver.target() + ": " + waiver.title());
        into.put(key, Field.DECISION_UNTIL, text(waiver.expiresAt()));
        into.said(key, Field.DECISION_REASON, who, waiver.askedAt(), waiver.reason());
        into.said(key, Field.DECISION_CONTROL, who, waiver.askedAt(), waiver.control());
    }

    private static void glass(Into into, BreakGlass glass) {
        var key = "emergency/" + glass.id();
        var who = into.people().login(glass.actorId());
        into.begin(key, "emergency", glass.openedAt(), who);
        into.put(key, Field.DECISION_STATE, glass.owed() ? "nobody has looked yet" : "looked at");
        into.put(key, Field.DECISION_STAGE, glass.stage().words());
        into.put(key, Field.DECISION_UNTIL, text(glass.expiresAt()));
        into.said(key, Field.DECISION_REASON, who, glass.openedAt(), glass.reason());
    }

    private static void task(Into into, Task task) {
        var key = "task/" + task.id();
        var closing = task.closing();
        var by = closing == null ? "" : into.people().login(closing.by());
        into.begin(
                key,
                "task: " + task.kind().words(),
                closing == null ? task.openedAt() : closing.at(),
                by);
        into.put(key, Field.DECISION_ROLE, task.role().words());
        into.put(key, Field.DECISION_STATE, closing == null ? "open" : "ended");
        into.put(key, Field.DECISION_TARGET, task.title());
        into.put(key, Field.DECISION_UNTIL, task.due() + "T23:59:59Z");
        if (closing != null) {
            into.said(key, Field.DECISION_REASON, by, closing.at(), closing.note());
            var evidence = closing.evidence();
            into.said(
                    key,
                    Field.DECISION_CONTROL,
                    by,
                    closing.at(),
                    evidence == null ? "" : evidence);
        }
    }

    private static String version(About about, Task task) {
        return about.releases().stream()
                .filter(each -> each.id().equals(task.releaseId()))
                .map(about::key)
                .findFirst()
                .orElse("");
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
