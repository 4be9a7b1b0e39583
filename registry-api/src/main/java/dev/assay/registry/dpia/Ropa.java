package dev.assay.registry.dpia;

import dev.assay.inventory.record.Entry;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.record.Subject;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The record of processing activities, UK GDPR Art. 30(1): a row for each workflow of a server. */
final class Ropa {

    private final Draft.Organisation organisation;

    Ropa(Draft.Organisation organisation) {
        this.organisation = organisation;
    }

    Sheet sheet() {
        return new Sheet(
                "ROPA",
                List.of(
                        "Server",
                        "Package",
                        "Business function",
                        "Controller and contact (a)",
                        "Purposes (b)",
                        "Workflow or consumer",
                        "Categories of individuals and of personal data (c)",
                        "Special category",
                        "Categories of recipients (d)",
                        "Third countries (e)",
                        "Safeguards of transfers (e)",
                        "Time limits for erasure (f)",
                        "Security measures (g)",
                        "Lawful basis",
                        "Reason, Art. 9 or Sch. 1 condition",
                        "Source of the data",
                        "Automated decisions",
                        "Processor agreement",
                        "Location",
                        "DPIA"),
                this::rows);
    }

    private Stream<List<Cell>> rows(ServerRecord record) {
        var consumers = record.each(Subject.CONSUMER).toList();
        return consumers.isEmpty()
                ? Stream.of(row(record, Cell.unknown("no consumer is on record")))
                : consumers.stream().map(each -> row(record, workflow(each)));
    }

    private static Cell workflow(Entry consumer) {
        return Cell.together(
                List.of(
                        Cell.of(consumer.value(Field.CONSUMER_NAME)),
                        Cell.of(consumer.value(Field.CONSUMER_PURPOSE))),
                "");
    }

    private List<Cell> row(ServerRecord record, Cell workflow) {
        var server = record.itself();
        return List.of(
                Cell.plain(record.name()),
                Cell.plain(record.purl()),
                Cell.of(server.value(Field.SERVER_OWNER)),
                controller(),
                Cell.of(server.value(Field.SERVER_PURPOSE)),
                workflow,
                Cell.together(
                        List.of(
                                Cell.of(server.value(Field.SERVER_DATA_SUBJECTS)),
                                Cell.of(server.value(Field.SERVER_PEOPLE)),
                                each(record, Subject.TOOL, Field.TOOL_DATA, "no tool")),
                        ""),
                Cell.of(server.value(Field.SERVER_SPECIAL)),
                Cell.together(
                        List.of(
                                Cell.of(server.value(Field.SERVER_OPERATOR)),
                                Cell.of(server.value(Field.SERVER_SUBPROCESSORS)),
                                each(
                                        record,
                                        Subject.DESTINATION,
                                        Field.DESTINATION_OPERATOR,
                                        "no destination")),
                        ""),
                each(record, Subject.DESTINATION, Field.DESTINATION_COUNTRY, "no destination"),
                each(record, Subject.DESTINATION, Field.DESTINATION_TRANSFER, "no destination"),
                Cell.of(server.value(Field.SERVER_RETENTION)),
                measures(record),
                Cell.of(server.value(Field.SERVER_LAWFUL_BASIS)),
                Cell.of(server.value(Field.SERVER_LAWFUL_REASON)),
                BusinessSystems.cell(record),
                Cell.of(server.value(Field.SERVER_CHANGES)),
                Cell.of(server.value(Field.SERVER_AGREEMENT)),
                Cell.of(server.value(Field.SERVER_COUNTRY)),
                Cell.of(server.value(Field.SERVER_DPIA)));
    }

    private Cell controller() {
        var words =
                Stream.of(organisation.controller(), organisation.contact())
                        .filter(each -> !each.isBlank())
                        .collect(Collectors.joining(", "));
        return words.isEmpty() ? Cell.unanswered() : Cell.proposed(words, "the settings");
    }

    private static Cell each(ServerRecord record, Subject subject, Field field, String none) {
        return Cell.together(
                record.each(subject).map(entry -> Cell.of(entry.value(field))).distinct().toList(),
                none);
    }

    private Cell measures(ServerRecord record) {
        var facts = new Facts(List.of(record), organisation.home());
        return Cell.proposed(
                Stream.of("pinned", "confirmed-writes", "declared-destinations", "rotation")
                        .map(each -> Controls.status(each, facts))
                        .filter(each -> !each.mark().isGap())
                        .map(Cell::text)
                        .collect(Collectors.joining("; ")),
                "counted in the record");
    }
}
