package dev.assay.registry.register;

import dev.assay.inventory.record.Entry;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.Provenance;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.record.Subject;
import dev.assay.inventory.record.Value;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Restricted transfers with what the ICO's transfer risk assessment asks in its first question, one
 * row for each importer and country. Where no country is known there is a row too: that nothing
 * leaves is said of what is known to stay alone.
 */
public final class TransferRegister implements Register {

    /** An assessment is needed where one of the safeguards of Art. 46 is relied on. */
    private static final Set<String> ASSESSED = Set.of("idta", "addendum", "bcr");

    private final Table table =
            new Table(
                    "server", "Server",
                    "package", "Package",
                    "path", "By which way",
                    "host", "Destination",
                    "importer", "Importer",
                    "importer-role", "Importer's role",
                    "country", "Country",
                    "exporter", "Exporter",
                    "purpose", "Purpose",
                    "people", "People concerned",
                    "data", "Categories of data",
                    "special-category", "Special-category data",
                    "volume", "Volume and frequency",
                    "duration", "How long it is kept",
                    "protections", "Existing protections",
                    "mechanism", "Transfer mechanism",
                    "assessment-needed", "Transfer risk assessment needed",
                    "assessment", "Assessment",
                    "assessment-day", "Day of the assessment",
                    "open", "What is missing");

    @Override
    public String id() {
        return "transfers";
    }

    @Override
    public String title() {
        return "Transfers to other countries";
    }

    @Override
    public String purpose() {
        return "What the ICO's transfer risk assessment asks of each importer and country: one row"
                + " for each destination, host and model provider outside the UK, or of which no"
                + " country is known.";
    }

    @Override
    public List<Column> columns() {
        return table.columns();
    }

    /** One importer. */
    private record Importer(
            String path,
            String host,
            Value name,
            Value role,
            Value country,
            Value purpose,
            Value data,
            Value mechanism,
            Value assessment,
            Value day) {}

    @Override
    public List<Row> rows(ServerRecord server, Surroundings around) {
        var rows = new ArrayList<Row>();
        for (var importer : importers(server)) {
            if (!importer.country().isKnown()) {
                rows.add(row(server, around, importer, Cell.of(importer.country())));
            }
            for (var country : importer.country().words()) {
                if (!country.equals(RopaRegister.HOME)) {
                    var value = importer.country();
                    rows.add(
                            row(
                                    server,
                                    around,
                                    importer,
                                    new Cell(
                                            List.of(country), value.provenance(), value.source())));
                }
            }
        }
        return rows;
    }

    private static List<Importer> importers(ServerRecord server) {
        var itself = server.itself();
        var notAsked = Value.unknown("it is not asked for where a server is hosted");
        var importers = new ArrayList<Importer>();
        importers.add(
                new Importer(
                        "hosting",
                        "the server itself",
                        itself.value(Field.SERVER_OPERATOR),
                        itself.value(Field.SERVER_ROLE),
                        itself.value(Field.SERVER_COUNTRY),
                        itself.value(Field.SERVER_PURPOSE),
                        itself.value(Field.SERVER_DATA_SUBJECTS),
                        notAsked,
                        notAsked,
                        notAsked));
        server.each(Subject.DESTINATION)
                .map(
                        each ->
                                new Importer(
                                        "destination",
                                        each.text(Field.DESTINATION_HOST),
                                        each.value(Field.DESTINATION_OPERATOR),
                                        each.value(Field.DESTINATION_ROLE),
                                        each.value(Field.DESTINATION_COUNTRY),
                                        each.value(Field.DESTINATION_PURPOSE),
                                        each.value(Field.DESTINATION_DATA),
                                        each.value(Field.DESTINATION_TRANSFER),
                                        each.value(Field.DESTINATION_TRA),
                                        each.value(Field.DESTINATION_TRA_DAY)))
                .forEach(importers::add);
        server.each(Subject.CONSUMER)
                .map(
                        each ->
                                new Importer(
                                        "model provider",
                                        "model of " + each.text(Field.CONSUMER_NAME),
                                        each.value(Field.CONSUMER_MODEL),
                                        each.value(Field.CONSUMER_MODEL_ROLE),
                                        each.value(Field.CONSUMER_MODEL_COUNTRY),
                                        each.value(Field.CONSUMER_PURPOSE),
                                        itself.value(Field.SERVER_DATA_SUBJECTS),
                                        each.value(Field.CONSUMER_TRANSFER),
                                        each.value(Field.CONSUMER_TRA),
                                        each.value(Field.CONSUMER_TRA_DAY)))
                .forEach(importers::add);
        return importers;
    }

    private Row row(ServerRecord server, Surroundings around, Importer importer, Cell country) {
        var itself = server.itself();
        return table.row()
                .put("server", Cell.verified(server.name()))
                .put("package", Cell.verified(server.purl()))
                .put("path", Cell.verified(importer.path()))
                .put("host", Cell.verified(importer.host()))
                .put("importer", Cell.of(importer.name()))
                .put("importer-role", Cell.of(importer.role()))
                .put("country", country)
                .put("exporter", around.organisation().cell("name", around.organisation().name()))
                .put("purpose", Cell.of(importer.purpose()))
                .put(
                        "people",
                        new Gathered()
                                .add(itself.value(Field.SERVER_DATA_SUBJECTS))
                                .add(itself.value(Field.SERVER_PEOPLE))
                                .cell())
                .put("data", Cell.of(importer.data()))
                .put("special-category", Cell.of(itself.value(Field.SERVER_SPECIAL)))
                .put("volume", volume(server))
                .put("duration", Cell.of(itself.value(Field.SERVER_RETENTION)))
                .put("protections", Security.of(server))
                .put("mechanism", Cell.of(importer.mechanism()))
                .put("assessment-needed", needed(importer.mechanism()))
                .put("assessment", Cell.of(importer.assessment()))
                .put("assessment-day", Cell.of(importer.day()))
                .put("open", open(importer))
                .done();
    }

    private static Cell volume(ServerRecord server) {
        var volume = new Gathered().add(server.itself().value(Field.SERVER_VOLUME));
        server.each(Subject.TOOL)
                .filter(each -> each.value(Field.TOOL_RATE).isKnown())
                .filter(each -> !each.text(Field.TOOL_RATE).isEmpty())
                .forEach(each -> bound(volume, each));
        return volume.cell();
    }

    private static void bound(Gathered volume, Entry tool) {
        volume.labelled("at most, " + tool.text(Field.TOOL_NAME), tool.value(Field.TOOL_RATE));
    }

    private static Cell needed(Value mechanism) {
        if (!mechanism.isKnown()) {
            return Cell.unknown("it depends on the mechanism, and that is not known");
        }
        return new Cell(
                List.of(mechanism.words().stream().anyMatch(ASSESSED::contains) ? "yes" : "no"),
                mechanism.provenance(),
                mechanism.source());
    }

    private static Cell open(Importer importer) {
        var open = new ArrayList<String>();
        missing(open, "importer", importer.name());
        missing(open, "its role", importer.role());
        missing(open, "country", importer.country());
        missing(open, "categories of data", importer.data());
        missing(open, "mechanism", importer.mechanism());
        if (importer.mechanism().words().stream().anyMatch(ASSESSED::contains)
                && (importer.assessment().words().isEmpty() || importer.day().words().isEmpty())) {
            open.add("transfer risk assessment");
        }
        return new Cell(open, Provenance.VERIFIED, "Assay");
    }

    private static void missing(List<String> open, String what, Value value) {
        if (!value.isKnown()) {
            open.add(what);
        }
    }
}
