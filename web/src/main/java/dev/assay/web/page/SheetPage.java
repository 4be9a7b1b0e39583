package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.record.Entry;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.KeptRecord;
import dev.assay.inventory.record.Subject;
import dev.assay.inventory.store.Id;
import dev.assay.registry.policy.Policies;
import dev.assay.registry.policy.PolicyInForce;
import dev.assay.registry.record.RecordReader;
import dev.assay.registry.record.RecordSight;

import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts what is decided about a server, and what is due, on one page to print. */
@Component
final class SheetPage {

    /** What an A4 page holds; the rest is in the record, and the page says so. */
    private static final int MOST_SERVED = 4;

    private static final int MOST_DECISIONS = 6;
    private static final int MOST_SECRETS = 5;
    private static final int MOST_TASKS = 5;
    private static final int LONGEST = 180;
    private static final int DIGITS = 16;

    private static final Set<String> SERVED = Set.of("approved", "suspended");

    private final RecordReader records;
    private final Policies policies;
    private final Clock clock;

    SheetPage(RecordReader records, Policies policies, Clock clock) {
        this.records = records;
        this.policies = policies;
        this.clock = clock;
    }

    /** Empty where there is no such server. */
    Optional<SheetView> of(Account reader, Id server) {
        return records.now(server).map(kept -> of(RecordSight.of(kept, reader)));
    }

    private SheetView of(KeptRecord kept) {
        var record = kept.record();
        var more = new ArrayList<String>();
        return new SheetView(
                record.server().value(),
                record.name(),
                record.purl(),
                facts(record.itself()),
                policy(policies.state()),
                served(kept, more),
                dates(kept, more),
                decisions(kept, more),
                List.copyOf(more),
                kept.digest().hex(),
                kept.at(),
                clock.instant());
    }

    private static List<SheetView.Line> facts(Entry server) {
        return lines(
                server,
                Field.SERVER_STATE,
                Field.SERVER_STAGE,
                Field.SERVER_TIER,
                Field.SERVER_OWNER,
                Field.SERVER_REQUESTERS,
                Field.SERVER_PURPOSE,
                Field.SERVER_DATA_SUBJECTS);
    }

    private static List<SheetView.Line> policy(PolicyInForce policy) {
        return List.of(
                new SheetView.Line("SHA-256", policy.digest().hex().substring(0, DIGITS) + "…"),
                new SheetView.Line("From", shorten(policy.origin())),
                new SheetView.Line("In force since", Words.day(policy.since())),
                new SheetView.Line("Rules", String.valueOf(policy.rules().rules().size())));
    }

    private static List<SheetView.Served> served(KeptRecord kept, List<String> more) {
        var all =
                kept.record()
                        .each(Subject.RELEASE)
                        .filter(each -> SERVED.contains(each.text(Field.RELEASE_STATE)))
                        .map(
                                each ->
                                        new SheetView.Served(
                                                each.text(Field.RELEASE_VERSION),
                                                digest(each.text(Field.RELEASE_DIGEST)),
                                                each.text(Field.RELEASE_STATE)
                                                        + ", "
                                                        + words(each, Field.RELEASE_STAGE),
                                                day(words(each, Field.RELEASE_APPROVED)),
                                                day(words(each, Field.RELEASE_EXPIRES)),
                                                words(each, Field.RELEASE_VERDICT),
                                                digest(each.text(Field.RELEASE_POLICY))))
                        .toList();
        return first(all, MOST_SERVED, "versions that are approved", more);
    }

    private static List<SheetView.Line> dates(KeptRecord kept, List<String> more) {
        var server = kept.record().itself();
        var dates =
                new ArrayList<>(
                        lines(
                                server,
                                Field.SERVER_NEXT_REVIEW,
                                Field.SERVER_DPIA_DAY,
                                Field.SERVER_THREAT_DAY,
                                Field.SERVER_DRILL_DAY));
        var secrets =
                kept.record()
                        .each(Subject.CREDENTIAL)
                        .map(
                                each ->
                                        new SheetView.Line(
                                                each.text(Field.CREDENTIAL_KIND)
                                                        + " in "
                                                        + each.text(Field.CREDENTIAL_PLACE),
                                                "made on "
                                                        + words(each, Field.CREDENTIAL_ROTATED)
                                                        + ", to be made anew by "
                                                        + words(each, Field.CREDENTIAL_DUE)))
                        .toList();
        dates.addAll(first(secrets, MOST_SECRETS, "credentials", more));
        if (secrets.isEmpty()) {
            dates.add(new SheetView.Line("Credentials", "none on record that you may see"));
        }
        var tasks =
                server.value(Field.SERVER_TASKS).words().stream()
                        .map(each -> new SheetView.Line("Open task", shorten(each)))
                        .toList();
        dates.addAll(first(tasks, MOST_TASKS, "open tasks", more));
        return List.copyOf(dates);
    }

    private static List<SheetView.Decided> decisions(KeptRecord kept, List<String> more) {
        var all =
                kept.record()
                        .each(Subject.DECISION)
                        .sorted(
                                Comparator.comparing((Entry each) -> each.text(Field.DECISION_AT))
                                        .reversed()
                                        .thenComparing(Entry::key))
                        .map(SheetPage::decided)
                        .toList();
        return first(all, MOST_DECISIONS, "decisions", more);
    }

    private static SheetView.Decided decided(Entry decision) {
        return new SheetView.Decided(
                day(words(decision, Field.DECISION_AT)),
                decision.text(Field.DECISION_KIND),
                decision.text(Field.DECISION_RELEASE),
                decision.text(Field.DECISION_BY)
                        + (decision.text(Field.DECISION_ROLE).isEmpty()
                                ? ""
                                : " (" + decision.text(Field.DECISION_ROLE) + ")"),
                decision.value(Field.DECISION_UNTIL).isKnown()
                        ? day(decision.text(Field.DECISION_UNTIL))
                        : "",
                shorten(decision.text(Field.DECISION_REASON)),
                shorten(decision.text(Field.DECISION_CONDITIONS)));
    }

    private static List<SheetView.Line> lines(Entry entry, Field... fields) {
        return List.of(fields).stream()
                .map(each -> new SheetView.Line(each.label(), words(entry, each)))
                .toList();
    }

    /** What nobody knows is said, never left blank. */
    private static String words(Entry entry, Field field) {
        var value = entry.value(field);
        if (!value.isKnown()) {
            return "not known: " + value.source();
        }
        return value.words().isEmpty() ? "none" : shorten(value.text());
    }

    private static String day(String moment) {
        return moment.length() > 10 && moment.charAt(10) == 'T' ? moment.substring(0, 10) : moment;
    }

    private static String digest(String hex) {
        return hex.length() <= DIGITS ? hex : hex.substring(0, DIGITS) + "…";
    }

    private static <T> List<T> first(List<T> all, int most, String what, List<String> more) {
        if (all.size() > most) {
            more.add(all.size() - most + " more " + what);
        }
        return all.subList(0, Math.min(most, all.size()));
    }

    private static String shorten(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        var half = Character.isHighSurrogate(text.charAt(LONGEST - 2));
        return text.substring(0, LONGEST - (half ? 2 : 1)).stripTrailing() + "…";
    }
}
