package dev.assay.registry.dpia;

import dev.assay.inventory.record.Checklist;
import dev.assay.inventory.record.Entry;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.record.Subject;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The sheets that records fill by themselves, one server after the other. */
final class Sheets {

    private final Draft.Organisation organisation;

    Sheets(Draft.Organisation organisation) {
        this.organisation = organisation;
    }

    List<Sheet> all() {
        return List.of(
                Sheet.of("Inventory", Subject.SERVER),
                Sheet.of("Releases", Subject.RELEASE),
                Sheet.of("Tools", Subject.TOOL),
                data(),
                Sheet.of("Business systems", Subject.SYSTEM),
                Sheet.of("Destinations and transfers", Subject.DESTINATION),
                Sheet.of("Consumers and models", Subject.CONSUMER),
                Sheet.of("Grants", Subject.GRANT),
                Sheet.of("Identities", Subject.IDENTITY),
                Sheet.of("Credentials", Subject.CREDENTIAL),
                decisions("Approvals", false),
                findings(),
                decisions("Waivers", true),
                new Ropa(organisation).sheet(),
                coverage(),
                Sheet.of("Checklists", Subject.CHECK));
    }

    private static Sheet data() {
        return new Sheet(
                "Data and fields",
                List.of(
                        "Server",
                        "Package",
                        "Tool",
                        "Class",
                        "Data class",
                        "Fields",
                        "Fields to redact",
                        "Business system",
                        "Can export",
                        "Special category (server)",
                        "Customer files (server)"),
                record -> record.each(Subject.TOOL).flatMap(tool -> data(record, tool)));
    }

    /** A row for each data class of a tool; one where none is on record. */
    private static Stream<List<Cell>> data(ServerRecord record, Entry tool) {
        var value = tool.value(Field.TOOL_DATA);
        var classes =
                value.words().isEmpty()
                        ? List.of(Cell.of(value))
                        : value.words().stream()
                                .map(
                                        word ->
                                                new Cell(
                                                        word,
                                                        Mark.of(value.provenance()),
                                                        value.source()))
                                .toList();
        return classes.stream()
                .map(
                        each ->
                                List.of(
                                        Cell.plain(record.name()),
                                        Cell.plain(record.purl()),
                                        Cell.of(tool.value(Field.TOOL_NAME)),
                                        Cell.of(tool.value(Field.TOOL_CLASS)),
                                        each,
                                        Cell.of(tool.value(Field.TOOL_FIELDS)),
                                        Cell.of(tool.value(Field.TOOL_SENSITIVE)),
                                        Cell.of(tool.value(Field.TOOL_SYSTEM)),
                                        Cell.of(tool.value(Field.TOOL_EXPORTS)),
                                        Cell.of(record.itself().value(Field.SERVER_SPECIAL)),
                                        Cell.of(
                                                record.itself()
                                                        .value(Field.SERVER_CUSTOMER_FILES))));
    }

    private static Sheet decisions(String name, boolean waivers) {
        var fields = Field.of(Subject.DECISION);
        return new Sheet(
                name,
                Sheet.columns(fields),
                record ->
                        record.each(Subject.DECISION)
                                .filter(
                                        each ->
                                                RecordBlocks.isWaiver(new Facts.Of(record, each))
                                                        == waivers)
                                .map(each -> Sheet.row(record, each::value, fields)));
    }

    private static Sheet findings() {
        return Sheet.of(
                "Findings",
                Subject.RELEASE,
                List.of(
                        Field.RELEASE_VERSION,
                        Field.RELEASE_STATE,
                        Field.RELEASE_VERDICT,
                        Field.RELEASE_FINDINGS,
                        Field.RELEASE_RULES,
                        Field.RELEASE_VULNERABILITIES,
                        Field.RELEASE_HOOKS,
                        Field.RELEASE_COVERAGE));
    }

    /** The five layers in five columns, as far as their checklist is on record. */
    private static Sheet coverage() {
        var columns = new ArrayList<>(List.of("Server", "Package"));
        Checklist.LAYERS.items().forEach(each -> columns.add(each.label()));
        return new Sheet(
                "Five-layer coverage",
                columns,
                record -> {
                    var row =
                            new ArrayList<>(
                                    List.of(Cell.plain(record.name()), Cell.plain(record.purl())));
                    Checklist.LAYERS
                            .items()
                            .forEach(
                                    item ->
                                            row.add(
                                                    record.find(
                                                                    Subject.CHECK,
                                                                    Checklist.LAYERS.entryKey(item))
                                                            .map(
                                                                    each ->
                                                                            Cell.of(
                                                                                    each.value(
                                                                                            Field
                                                                                                    .CHECK_RESULT)))
                                                            .orElseGet(
                                                                    () ->
                                                                            Cell.unknown(
                                                                                    "not gone"
                                                                                            + " through"))));
                    return Stream.of(row);
                });
    }

    /** The risks that the library proposes for each server by itself. */
    Sheet risks() {
        return new Sheet(
                "Risks and measures",
                RiskRows.columns(),
                record ->
                        RiskRows.of(
                                record.name(),
                                Risks.of(
                                        Library.risks(),
                                        Library.newest(),
                                        new Facts(List.of(record), organisation.home()),
                                        Map.of())));
    }
}
