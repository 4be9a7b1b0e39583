package dev.assay.registry.register;

import dev.assay.inventory.record.Entry;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.Provenance;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.record.Subject;
import dev.assay.inventory.record.Value;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Everything about a server that ends on a day and that somebody has to look at before. */
public final class ReviewsDueRegister implements Register {

    private final Table table =
            new Table(
                    "server", "Server",
                    "package", "Package",
                    "owner", "Owner",
                    "what", "What is due",
                    "which", "Which",
                    "due", "Due",
                    "overdue", "Overdue");

    private record Due(String what, String which, Value day) {

        String sortedBy() {
            return day.words().isEmpty() ? "9999" : day.words().getFirst();
        }
    }

    @Override
    public String id() {
        return "reviews-due";
    }

    @Override
    public String title() {
        return "Reviews due";
    }

    @Override
    public String purpose() {
        return "When approvals, waivers, grants, credentials and tasks of each server end; what ends first"
                + " stands first.";
    }

    @Override
    public List<Column> columns() {
        return table.columns();
    }

    @Override
    public List<Row> rows(ServerRecord server, Surroundings around) {
        var due = new ArrayList<Due>();
        add(
                due,
                server,
                Subject.RELEASE,
                each -> each.text(Field.RELEASE_STATE).equals("approved"),
                "approval",
                Field.RELEASE_EXPIRES);
        add(
                due,
                server,
                Subject.DECISION,
                each ->
                        DecisionRegister.isWaiver(each)
                                && each.text(Field.DECISION_STATE).equals("granted"),
                "waiver",
                Field.DECISION_UNTIL);
        add(
                due,
                server,
                Subject.DECISION,
                each ->
                        DecisionRegister.isTask(each)
                                && each.text(Field.DECISION_STATE).equals("open"),
                "task",
                Field.DECISION_UNTIL);
        add(
                due,
                server,
                Subject.GRANT,
                each -> each.text(Field.GRANT_STATE).equals("granted"),
                "grant",
                Field.GRANT_UNTIL);
        add(due, server, Subject.CREDENTIAL, each -> true, "credential", Field.CREDENTIAL_DUE);
        return due.stream()
                .sorted(Comparator.comparing(Due::sortedBy).thenComparing(Due::which))
                .map(each -> row(server, each, around.today()))
                .toList();
    }

    private static void add(
            List<Due> due,
            ServerRecord server,
            Subject subject,
            Predicate<Entry> which,
            String what,
            Field day) {
        server.each(subject)
                .filter(which)
                .forEach(each -> due.add(new Due(what, each.key(), each.value(day))));
    }

    private Row row(ServerRecord server, Due due, LocalDate today) {
        return table.row()
                .put("server", Cell.verified(server.name()))
                .put("package", Cell.verified(server.purl()))
                .put("owner", Cell.of(server.itself().value(Field.SERVER_OWNER)))
                .put("what", Cell.verified(due.what()))
                .put("which", Cell.verified(due.which()))
                .put("due", Cell.of(due.day()))
                .put("overdue", overdue(due.day(), today))
                .done();
    }

    /** Of an instant the day in UTC; both forms begin with it. */
    private static Cell overdue(Value day, LocalDate today) {
        if (!day.isKnown()) {
            return Cell.unknown(day.source());
        }
        if (day.words().isEmpty()) {
            return new Cell(List.of("no"), Provenance.VERIFIED, "Assay");
        }
        var date = LocalDate.parse(day.words().getFirst().substring(0, 10));
        return Cell.verified(date.isBefore(today) ? "yes" : "no");
    }
}
