package dev.assay.registry.register;

import dev.assay.inventory.record.Entry;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.record.Subject;
import dev.assay.inventory.record.Value;

import java.util.List;
import java.util.stream.Stream;

/**
 * Records of processing activities as Art. 30(1) UK GDPR has a controller keep them, with the
 * columns that the ICO's template adds. One row for each workflow of each server.
 */
public final class RopaRegister implements Register {

    /** Not a transfer: ISO 3166-1 of the country whose law this register is kept by. */
    static final String HOME = "GB";

    private final Table table =
            new Table(
                    "workflow", "Processing activity",
                    "server", "Server",
                    "package", "Package",
                    "state", "State",
                    "business-function", "Business function or owner",
                    "controller", "Controller",
                    "controller-contact", "Controller's contact",
                    "representative", "Representative",
                    "dpo", "Data protection officer",
                    "joint-controllers", "Joint controllers",
                    "purposes", "Purposes",
                    "lawful-basis", "Lawful basis",
                    "lawful-reason", "Why this basis; Art. 9 condition",
                    "data-subjects", "Categories of individuals",
                    "personal-data", "Categories of personal data",
                    "special-category", "Special-category data",
                    "source-of-data", "Source of the data",
                    "recipients", "Categories of recipients",
                    "third-countries", "Third countries",
                    "safeguards", "Safeguards for transfers",
                    "retention", "Retention",
                    "security", "Security measures",
                    "agreement", "Processor contract",
                    "location", "Location of the data",
                    "rights", "How a person's data is found and deleted",
                    "notice", "Expectation and notice",
                    "automated", "Decisions without a person",
                    "dpia", "DPIA",
                    "consumers", "Consumers",
                    "tools", "Tools",
                    "next-review", "Next review");

    @Override
    public String id() {
        return "ropa";
    }

    @Override
    public String title() {
        return "Records of processing (ROPA)";
    }

    @Override
    public String purpose() {
        return "Art. 30(1) UK GDPR with the columns of the ICO's template, one row for each"
                + " workflow of each server.";
    }

    @Override
    public List<Column> columns() {
        return table.columns();
    }

    @Override
    public List<Row> rows(ServerRecord server, Surroundings around) {
        return Workflow.of(server).stream().map(each -> row(server, each, around)).toList();
    }

    private Row row(ServerRecord server, Workflow workflow, Surroundings around) {
        var itself = server.itself();
        var organisation = around.organisation();
        return table.row()
                .put("workflow", Cell.verified(workflow.name()))
                .put("server", Cell.verified(server.name()))
                .put("package", Cell.verified(server.purl()))
                .put("state", cell(itself, Field.SERVER_STATE))
                .put("business-function", cell(itself, Field.SERVER_OWNER))
                .put("controller", organisation.cell("name", organisation.name()))
                .put("controller-contact", organisation.cell("contact", organisation.contact()))
                .put(
                        "representative",
                        organisation.cell("representative", organisation.representative()))
                .put("dpo", organisation.cell("dpo", organisation.dpo()))
                .put("joint-controllers", jointControllers(server))
                .put("purposes", Cell.of(workflow.purpose()))
                .put("lawful-basis", cell(itself, Field.SERVER_LAWFUL_BASIS))
                .put("lawful-reason", cell(itself, Field.SERVER_LAWFUL_REASON))
                .put(
                        "data-subjects",
                        new Gathered()
                                .add(itself.value(Field.SERVER_DATA_SUBJECTS))
                                .add(itself.value(Field.SERVER_PEOPLE))
                                .cell())
                .put("personal-data", personalData(server))
                .put("special-category", cell(itself, Field.SERVER_SPECIAL))
                .put("source-of-data", sources(server))
                .put("recipients", recipients(server))
                .put("third-countries", thirdCountries(server))
                .put("safeguards", safeguards(server))
                .put("retention", cell(itself, Field.SERVER_RETENTION))
                .put("security", Security.of(server))
                .put("agreement", cell(itself, Field.SERVER_AGREEMENT))
                .put("location", cell(itself, Field.SERVER_COUNTRY))
                .put("rights", cell(itself, Field.SERVER_DELETION))
                .put("notice", cell(itself, Field.SERVER_EXPECTATION))
                .put("automated", Security.withoutPeople(server))
                .put(
                        "dpia",
                        new Gathered()
                                .add(itself.value(Field.SERVER_DPIA))
                                .labelled("of", itself.value(Field.SERVER_DPIA_DAY))
                                .cell())
                .put(
                        "consumers",
                        workflow.granted(Field.GRANT_CONSUMER, "whoever is given the server"))
                .put("tools", workflow.granted(Field.GRANT_TOOL, "all that are not of class never"))
                .put("next-review", cell(itself, Field.SERVER_NEXT_REVIEW))
                .done();
    }

    private static Cell cell(Entry entry, Field field) {
        return Cell.of(entry.value(field));
    }

    private static Cell jointControllers(ServerRecord server) {
        var role = server.itself().value(Field.SERVER_ROLE);
        if (!role.isKnown()) {
            return Cell.unknown("the role of the operator is not known: " + role.source());
        }
        return role.text().equals("joint-controller")
                ? Cell.of(server.itself().value(Field.SERVER_OPERATOR))
                : new Cell(List.of(), role.provenance(), role.source());
    }

    private static Cell personalData(ServerRecord server) {
        var data = new Gathered();
        server.each(Subject.TOOL)
                .forEach(
                        tool -> {
                            var name = tool.text(Field.TOOL_NAME);
                            data.with(tool.value(Field.TOOL_DATA), name);
                            if (tool.value(Field.TOOL_FIELDS).isKnown()) {
                                data.with(tool.value(Field.TOOL_FIELDS), name);
                            }
                        });
        if (server.each(Subject.TOOL).findAny().isEmpty()) {
            return Cell.unknown("no tools are on record");
        }
        return data.cell();
    }

    private static Cell sources(ServerRecord server) {
        var sources = new Gathered();
        server.each(Subject.SYSTEM).forEach(each -> sources.add(each.value(Field.SYSTEM_NAME)));
        if (server.each(Subject.SYSTEM).findAny().isEmpty()) {
            sources.add(server.itself().value(Field.SERVER_SYSTEMS));
            sources.add(server.itself().value(Field.SERVER_SYSTEMS_DETAIL));
        }
        return sources.cell();
    }

    private static Cell recipients(ServerRecord server) {
        var recipients =
                new Gathered()
                        .with(server.itself().value(Field.SERVER_OPERATOR), "operates the server")
                        .with(server.itself().value(Field.SERVER_SUBPROCESSORS), "sub-processor");
        server.each(Subject.DESTINATION)
                .forEach(
                        each ->
                                recipients.with(
                                        each.value(Field.DESTINATION_OPERATOR),
                                        each.text(Field.DESTINATION_HOST)));
        server.each(Subject.CONSUMER)
                .forEach(
                        each ->
                                recipients.with(
                                        each.value(Field.CONSUMER_MODEL),
                                        "model of " + each.text(Field.CONSUMER_NAME)));
        return recipients.cell();
    }

    private static Cell thirdCountries(ServerRecord server) {
        var countries = new Gathered();
        places(server).forEach(each -> countries.with(abroad(each.country()), each.name()));
        return countries.cell();
    }

    private static Cell safeguards(ServerRecord server) {
        var safeguards = new Gathered();
        places(server)
                .filter(each -> !isHome(each.country()))
                .forEach(
                        each ->
                                safeguards
                                        .with(each.mechanism(), each.name())
                                        .with(each.assessment(), each.name()));
        return safeguards.cell();
    }

    /** Where data may be, and what lets it be there. */
    private record Place(String name, Value country, Value mechanism, Value assessment) {}

    private static Stream<Place> places(ServerRecord server) {
        var hosting =
                new Place(
                        "hosting",
                        server.itself().value(Field.SERVER_COUNTRY),
                        Value.unknown("it is not asked for where a server is hosted"),
                        Value.unknown("it is not asked for where a server is hosted"));
        return Stream.of(
                        Stream.of(hosting),
                        server.each(Subject.DESTINATION)
                                .map(
                                        each ->
                                                new Place(
                                                        each.text(Field.DESTINATION_HOST),
                                                        each.value(Field.DESTINATION_COUNTRY),
                                                        each.value(Field.DESTINATION_TRANSFER),
                                                        each.value(Field.DESTINATION_TRA))),
                        server.each(Subject.CONSUMER)
                                .map(
                                        each ->
                                                new Place(
                                                        "model of "
                                                                + each.text(Field.CONSUMER_NAME),
                                                        each.value(Field.CONSUMER_MODEL_COUNTRY),
                                                        each.value(Field.CONSUMER_TRANSFER),
                                                        each.value(Field.CONSUMER_TRA))))
                .flatMap(each -> each);
    }

    /** Whether it is known that nothing leaves the country. */
    static boolean isHome(Value country) {
        return country.isKnown() && country.words().stream().allMatch(HOME::equals);
    }

    private static Value abroad(Value country) {
        return country.isKnown()
                ? new Value(
                        country.words().stream().filter(each -> !each.equals(HOME)).toList(),
                        country.provenance(),
                        country.source(),
                        country.at())
                : country;
    }
}
