package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.record.Entry;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.KeptRecord;
import dev.assay.inventory.record.Provenance;
import dev.assay.inventory.record.RecordChange;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.record.Subject;
import dev.assay.inventory.record.Value;
import dev.assay.inventory.store.Id;
import dev.assay.registry.record.RecordReader;
import dev.assay.registry.record.RecordSight;
import dev.assay.registry.record.Statements;
import dev.assay.web.page.RecordView.Changes;
import dev.assay.web.page.RecordView.EntryView;
import dev.assay.web.page.RecordView.RowView;
import dev.assay.web.page.RecordView.Section;
import dev.assay.web.page.RecordView.VersionLine;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts a server's record on a page. */
@Component
final class RecordPage {

    /** More entries of one kind are in the API. */
    private static final int MOST_ENTRIES = 100;

    private static final int MOST_CHANGES = 200;
    private static final int MOST_VERSIONS = 15;

    private final RecordReader records;
    private final Statements statements;

    RecordPage(RecordReader records, Statements statements) {
        this.records = records;
        this.statements = statements;
    }

    /**
     * What somebody wants to see.
     *
     * @param at as it was then; null for as it is
     * @param since what changed since; null where that is not asked
     * @param only whether only what is unknown is shown
     * @param edit the place that is being stated, as {@link RecordForms} writes it
     */
    record Wanted(@Nullable Instant at, @Nullable Instant since, boolean only, String edit) {}

    /**
     * What was said before the page was shown.
     *
     * @param typed what was typed and not taken; null where nothing was
     */
    record Said(
            @Nullable String told, @Nullable String problem, RecordForms.@Nullable Typed typed) {}

    /** Whether a server had a record at a moment; true for what is no server at all. */
    boolean wasThere(Id server, Instant moment) {
        return records.now(server).isEmpty() || records.at(server, moment).isPresent();
    }

    /** Empty where there is no such record. */
    Optional<RecordView> view(Account account, Id server, Wanted wanted, Said said) {
        var now = records.now(server);
        var whole = wanted.at() == null ? now : records.at(server, wanted.at());
        return whole.map(
                kept -> view(account, RecordSight.of(kept, account), now.get(), wanted, said));
    }

    private RecordView view(
            Account account, KeptRecord kept, KeptRecord now, Wanted wanted, Said said) {
        var record = kept.record();
        var past = wanted.at() != null;
        var may = !past && statements.mayState(account, record.server());
        var rows = new Rows(record, wanted, past ? null : account, may, said.typed());
        var sections = sections(record, rows, wanted);
        var then = wanted.at();
        return new RecordView(
                record.server().value(),
                record.name(),
                kept.digest().hex(),
                kept.at(),
                then,
                sections.stream().mapToInt(Section::unknown).sum(),
                sections.stream().mapToInt(Section::fields).sum(),
                wanted.only(),
                !RecordSight.seesAll(account),
                sections,
                RecordChecks.of(record, may, wanted.edit(), account, said.typed()),
                changes(account, kept, now, wanted),
                history(record.server(), kept),
                day(then == null ? kept.at() : then),
                may,
                may ? RecordForms.adding() : List.of(),
                said.told(),
                said.problem());
    }

    /** The rows of entries, and which of them is a form. */
    private record Rows(
            ServerRecord record,
            Wanted wanted,
            @Nullable Account account,
            boolean may,
            RecordForms.@Nullable Typed typed) {

        List<RowView> of(Entry entry, List<Field> fields) {
            return fields.stream()
                    .filter(each -> !wanted.only() || !entry.value(each).isKnown())
                    .map(each -> row(entry, each))
                    .toList();
        }

        private RowView row(Entry entry, Field field) {
            var value = entry.value(field);
            var place = RecordForms.place(field, entry.key());
            var anchor = RecordSections.anchor(place);
            var statable =
                    field.isStatable()
                            && value.provenance() != Provenance.VERIFIED
                            && mayState(entry);
            return new RowView(
                    anchor,
                    field.label(),
                    value.words(),
                    value.provenance().words(),
                    value.source(),
                    value.at(),
                    statable
                            ? RecordForms.link(record.server(), place, wanted.only()) + "#" + anchor
                            : null,
                    statable && place.equals(wanted.edit())
                            ? RecordForms.form(
                                    record.server(),
                                    field,
                                    entry.key(),
                                    value,
                                    wanted.only(),
                                    typed)
                            : null);
        }

        /** Of a consumer its owner speaks, and reviewers; nobody changes what was. */
        private boolean mayState(Entry entry) {
            return account != null
                    && (entry.subject() == Subject.CONSUMER
                            ? Statements.reviews(account)
                                    || entry.text(Field.CONSUMER_OWNER).equals(account.login())
                            : may);
        }
    }

    private static List<Section> sections(ServerRecord record, Rows rows, Wanted wanted) {
        var sections = new ArrayList<Section>();
        var itself = record.itself();
        RecordSections.parts()
                .forEach(
                        (title, fields) -> {
                            var unknown = unknown(itself, fields);
                            sections.add(
                                    new Section(
                                            RecordSections.anchor(title),
                                            title,
                                            unknown,
                                            fields.size(),
                                            List.of(
                                                    new EntryView(
                                                            RecordSections.anchor(title) + "-all",
                                                            "",
                                                            "",
                                                            unknown,
                                                            fields.size(),
                                                            true,
                                                            rows.of(itself, fields))),
                                            0));
                        });
        for (var subject : RecordSections.ENTRIES) {
            var entries = record.each(subject).toList();
            var fields = Field.of(subject);
            sections.add(
                    new Section(
                            subject.words() + "s",
                            RecordSections.title(subject),
                            entries.stream().mapToInt(each -> unknown(each, fields)).sum(),
                            entries.size() * fields.size(),
                            entries.stream()
                                    .limit(MOST_ENTRIES)
                                    .filter(each -> !wanted.only() || unknown(each, fields) > 0)
                                    .map(each -> entry(each, fields, rows, wanted))
                                    .toList(),
                            Math.max(0, entries.size() - MOST_ENTRIES)));
        }
        return sections;
    }

    private static EntryView entry(Entry entry, List<Field> fields, Rows rows, Wanted wanted) {
        var subject = entry.subject();
        return new EntryView(
                RecordSections.anchor(subject.words() + "-" + entry.key()),
                title(entry),
                hint(entry),
                unknown(entry, fields),
                fields.size(),
                wanted.edit().startsWith(subject.words() + "/")
                        && wanted.edit().endsWith("/" + entry.key()),
                rows.of(entry, fields));
    }

    private static int unknown(Entry entry, List<Field> fields) {
        return (int) fields.stream().filter(each -> !entry.value(each).isKnown()).count();
    }

    /** What an entry is called, where its key is for machines. */
    private static String title(Entry entry) {
        return switch (entry.subject()) {
            case GRANT -> entry.text(Field.GRANT_TOOL) + " for " + entry.text(Field.GRANT_CONSUMER);
            case DECISION ->
                    entry.text(Field.DECISION_KIND)
                            + (entry.text(Field.DECISION_RELEASE).isEmpty()
                                    ? ""
                                    : " " + entry.text(Field.DECISION_RELEASE));
            default -> entry.key();
        };
    }

    private static String hint(Entry entry) {
        return switch (entry.subject()) {
            case RELEASE -> entry.text(Field.RELEASE_STATE);
            case TOOL -> entry.text(Field.TOOL_CLASS);
            case DESTINATION -> entry.text(Field.DESTINATION_COUNTRY);
            case SYSTEM -> entry.text(Field.SYSTEM_KIND);
            case IDENTITY -> entry.text(Field.IDENTITY_KIND);
            case CREDENTIAL -> entry.text(Field.CREDENTIAL_KIND);
            case CONSUMER -> entry.text(Field.CONSUMER_STAGE);
            case GRANT ->
                    entry.text(Field.GRANT_ENVIRONMENT) + ", " + entry.text(Field.GRANT_STATE);
            case DECISION -> "by " + entry.text(Field.DECISION_BY);
            default -> "";
        };
    }

    /** What made a version what it was, or what changed since. */
    private @Nullable Changes changes(
            Account account, KeptRecord kept, KeptRecord now, Wanted wanted) {
        var since = wanted.since();
        var before = since == null ? Optional.of(kept) : records.at(kept.record().server(), since);
        var after = since == null ? now : kept;
        if ((since == null && wanted.at() == null) || before.isEmpty()) {
            return null;
        }
        var all =
                RecordChange.between(
                        RecordSight.of(before.get().record(), account),
                        RecordSight.of(after.record(), account));
        return new Changes(
                before.get().at(),
                after.at(),
                all.stream().limit(MOST_CHANGES).map(RecordPage::line).toList(),
                Math.max(0, all.size() - MOST_CHANGES));
    }

    private static RecordView.ChangeLine line(RecordChange change) {
        var field = change.field();
        var what =
                change.subject() == Subject.SERVER
                        ? "server"
                        : change.subject().words() + " " + change.key();
        return field == null
                ? new RecordView.ChangeLine(what, change.kind().words(), "", "")
                : new RecordView.ChangeLine(
                        what, field.label(), text(change.before()), text(change.after()));
    }

    private static String text(@Nullable Value value) {
        return value == null
                ? ""
                : value.isKnown()
                        ? (value.words().isEmpty() ? "none" : value.text())
                                + " ("
                                + value.provenance().words()
                                + ")"
                        : "unknown: " + value.source();
    }

    private List<VersionLine> history(Id server, KeptRecord kept) {
        var versions = records.history(server, null, MOST_VERSIONS + 1);
        var lines = new ArrayList<VersionLine>();
        for (var i = 0; i < Math.min(versions.size(), MOST_VERSIONS); i++) {
            var version = versions.get(i);
            var link = "/servers/" + server + "/record?at=" + version.at();
            lines.add(
                    new VersionLine(
                            version.at(),
                            version.digest().hex(),
                            link,
                            i + 1 < versions.size()
                                    ? link + "&since=" + versions.get(i + 1).at()
                                    : null,
                            version.at().equals(kept.at())));
        }
        return lines;
    }

    private static String day(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }
}
