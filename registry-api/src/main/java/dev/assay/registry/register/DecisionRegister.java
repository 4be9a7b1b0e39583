package dev.assay.registry.register;

import dev.assay.inventory.record.Entry;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.record.Subject;

import java.util.List;
import java.util.function.Predicate;

/** What people decided: approvals and all that goes with them, or waivers alone. */
public final class DecisionRegister implements Register {

    private static final List<Field> FIELDS = Field.of(Subject.DECISION);

    private final String id;
    private final String title;
    private final String purpose;
    private final Predicate<Entry> which;
    private final List<Column> columns;

    private DecisionRegister(String id, String title, String purpose, Predicate<Entry> which) {
        this.id = id;
        this.title = title;
        this.purpose = purpose;
        this.which = which;
        columns = new SubjectRegister(Subject.DECISION).columns();
    }

    public static DecisionRegister approvals() {
        return new DecisionRegister(
                "approvals",
                "Approvals and other decisions",
                "Who approved, rejected, suspended or revoked which version, in which role, on"
                        + " seeing what, under which conditions and until when.",
                each -> !isWaiver(each) && !isTask(each));
    }

    public static DecisionRegister waivers() {
        return new DecisionRegister(
                "waivers",
                "Waivers",
                "What was let pass although it blocks: by whom, why, with what to keep the harm"
                        + " small, and until when.",
                DecisionRegister::isWaiver);
    }

    static boolean isWaiver(Entry entry) {
        return entry.text(Field.DECISION_KIND).startsWith("waiver");
    }

    static boolean isTask(Entry entry) {
        return entry.text(Field.DECISION_KIND).startsWith("task");
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String purpose() {
        return purpose;
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public List<Row> rows(ServerRecord server, Surroundings around) {
        return server.each(Subject.DECISION)
                .filter(which)
                .map(each -> SubjectRegister.row(server, each, FIELDS))
                .toList();
    }
}
