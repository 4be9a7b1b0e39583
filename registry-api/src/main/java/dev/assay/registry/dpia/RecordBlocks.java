package dev.assay.registry.dpia;

import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.Subject;

import java.util.List;
import java.util.Optional;

/** What of the record stands beside a question, by the names that forms use. */
final class RecordBlocks {

    private static final String NO_TOOL =
            "No tool is on record: nobody has looked, or none is offered.";

    private final RecordTables tables;
    private final Facts facts;

    RecordBlocks(Facts facts) {
        this.facts = facts;
        this.tables = new RecordTables(facts);
    }

    /** Empty where it is no block of the record. */
    Optional<List<Block>> of(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "none" -> List.<Block>of();
                    case "servers" -> servers();
                    case "purposes" ->
                            table("Stated purposes", Field.SERVER_OWNER, Field.SERVER_PURPOSE);
                    case "tools" -> tools();
                    case "systems" -> systems();
                    case "destinations" -> destinations();
                    case "flow" -> List.<Block>of(new Block.Picture(DataFlow.of(facts.servers())));
                    case "data" -> data();
                    case "volume" ->
                            List.<Block>of(
                                    tables.servers("Stated volume", Field.SERVER_VOLUME),
                                    tables.of(
                                            "Calls allowed, an upper bound",
                                            facts.usable(),
                                            NO_TOOL,
                                            Field.TOOL_NAME,
                                            Field.TOOL_RATE));
                    case "retention" ->
                            table(
                                    "Retention on record",
                                    Field.SERVER_RETENTION,
                                    Field.SERVER_LOG_RETENTION,
                                    Field.SERVER_KEEPS,
                                    Field.SERVER_KEEPS_CONTROL,
                                    Field.SERVER_DELETION);
                    case "places" -> places();
                    case "expectation" ->
                            table(
                                    "Relationship, expectation and notice, as stated",
                                    Field.SERVER_PEOPLE,
                                    Field.SERVER_EXPECTATION);
                    case "findings" -> findings();
                    case "involvement" -> involvement();
                    case "consultation" ->
                            table("Consultation on record", Field.SERVER_CONSULTATION);
                    case "approvers" -> approvers();
                    case "lawful-basis" ->
                            table(
                                    "Lawful basis, as stated",
                                    Field.SERVER_LAWFUL_BASIS,
                                    Field.SERVER_LAWFUL_REASON,
                                    Field.SERVER_SPECIAL);
                    case "alternatives" ->
                            table("Alternatives considered", Field.SERVER_ALTERNATIVES);
                    case "bounds" -> bounds();
                    case "minimisation" -> minimisation();
                    case "processors" -> processors();
                    case "transfers" -> transfers();
                    default -> null;
                });
    }

    private List<Block> table(String caption, Field... fields) {
        return List.of(tables.servers(caption, fields));
    }

    private List<Block> servers() {
        return List.of(
                tables.servers(
                        "Servers",
                        Field.SERVER_PACKAGE,
                        Field.SERVER_SERVED,
                        Field.SERVER_STATE,
                        Field.SERVER_TIER,
                        Field.SERVER_OWNER,
                        Field.SERVER_MAINTAINER,
                        Field.SERVER_OPERATOR),
                tables.of(
                        "Versions that are approved",
                        facts.each(Subject.RELEASE)
                                .filter(each -> each.is(Field.RELEASE_STATE, "approved")),
                        "No version is approved.",
                        Field.RELEASE_VERSION,
                        Field.RELEASE_DIGEST,
                        Field.RELEASE_STAGE,
                        Field.RELEASE_EXPIRES));
    }

    private List<Block> tools() {
        return List.of(
                tables.of(
                        "Tools",
                        Subject.TOOL,
                        NO_TOOL,
                        Field.TOOL_NAME,
                        Field.TOOL_CLASS,
                        Field.TOOL_DESCRIPTION,
                        Field.TOOL_APPROVAL,
                        Field.TOOL_EXPORTS));
    }

    private List<Block> systems() {
        return List.of(
                tables.of(
                        "Business systems",
                        Subject.SYSTEM,
                        "None is on record by name.",
                        Field.SYSTEM_NAME,
                        Field.SYSTEM_KIND,
                        Field.SYSTEM_OWNER,
                        Field.SYSTEM_TOOLS,
                        Field.SYSTEM_DATA),
                tables.servers(
                        "Systems, as stated in the request",
                        Field.SERVER_SYSTEMS,
                        Field.SERVER_SYSTEMS_DETAIL));
    }

    private List<Block> destinations() {
        return List.of(
                tables.of(
                        "Destinations",
                        Subject.DESTINATION,
                        "No destination is on record.",
                        Field.DESTINATION_HOST,
                        Field.DESTINATION_DECLARED,
                        Field.DESTINATION_FOUND,
                        Field.DESTINATION_OPERATOR,
                        Field.DESTINATION_COUNTRY,
                        Field.DESTINATION_PURPOSE,
                        Field.DESTINATION_DATA),
                tables.of(
                        "Models that read what tools answer",
                        Subject.CONSUMER,
                        "No consumer is on record. What a tool answers is read by a model as well;"
                                + " its provider is a destination too.",
                        Field.CONSUMER_NAME,
                        Field.CONSUMER_MODEL,
                        Field.CONSUMER_MODEL_COUNTRY,
                        Field.CONSUMER_MODEL_ROLE));
    }

    private List<Block> data() {
        return List.of(
                tables.servers(
                        "Whose data, and which",
                        Field.SERVER_DATA_SUBJECTS,
                        Field.SERVER_PEOPLE,
                        Field.SERVER_SPECIAL,
                        Field.SERVER_CUSTOMER_FILES),
                tables.of(
                        "Data and fields by tool",
                        facts.usable(),
                        NO_TOOL,
                        Field.TOOL_NAME,
                        Field.TOOL_DATA,
                        Field.TOOL_FIELDS,
                        Field.TOOL_SENSITIVE));
    }

    private List<Block> places() {
        return List.of(
                tables.servers(
                        "Where the servers are",
                        Field.SERVER_RUNS,
                        Field.SERVER_RUNS_DETAIL,
                        Field.SERVER_COUNTRY,
                        Field.SERVER_LEAVES_UK));
    }

    private List<Block> findings() {
        return List.of(
                tables.servers(
                        "Findings and known vulnerabilities",
                        Field.SERVER_FINDINGS,
                        Field.SERVER_WORST,
                        Field.SERVER_VULNERABILITIES),
                tables.of(
                        "What was let pass, until a day",
                        facts.each(Subject.DECISION).filter(RecordBlocks::isWaiver),
                        "Nothing was let pass.",
                        Field.DECISION_TARGET,
                        Field.DECISION_STATE,
                        Field.DECISION_UNTIL,
                        Field.DECISION_REASON,
                        Field.DECISION_CONTROL));
    }

    static boolean isWaiver(Facts.Of decision) {
        var kind = decision.text(Field.DECISION_KIND);
        return kind.contains("waiver")
                || kind.contains("break-glass")
                || kind.contains("exception");
    }

    private List<Block> involvement() {
        return List.of(
                tables.of(
                        "Who has to agree to a call",
                        facts.usable(),
                        NO_TOOL,
                        Field.TOOL_NAME,
                        Field.TOOL_CLASS,
                        Field.TOOL_WRITE_KIND,
                        Field.TOOL_APPROVAL,
                        Field.TOOL_PREVIEW),
                tables.servers(
                        "What the servers do unwatched, as stated",
                        Field.SERVER_SENDS_OUTSIDE,
                        Field.SERVER_EXPORTS,
                        Field.SERVER_CHANGES,
                        Field.SERVER_CHAINS,
                        Field.SERVER_KEEPS));
    }

    private List<Block> approvers() {
        return List.of(
                tables.of(
                        "Who decided so far",
                        facts.each(Subject.DECISION).filter(each -> !isWaiver(each)),
                        "Nobody has decided on these servers.",
                        Field.DECISION_KIND,
                        Field.DECISION_RELEASE,
                        Field.DECISION_BY,
                        Field.DECISION_ROLE,
                        Field.DECISION_AT,
                        Field.DECISION_STATE));
    }

    private List<Block> bounds() {
        return List.of(
                tables.of(
                        "What keeps tools to their purpose",
                        Subject.TOOL,
                        NO_TOOL,
                        Field.TOOL_NAME,
                        Field.TOOL_CLASS,
                        Field.TOOL_CONSTRAINTS,
                        Field.TOOL_RATE,
                        Field.TOOL_ENFORCEMENT),
                tables.of(
                        "Which tools are granted to whom",
                        Subject.GRANT,
                        "No tool is granted to a consumer.",
                        Field.GRANT_CONSUMER,
                        Field.GRANT_TOOL,
                        Field.GRANT_ENVIRONMENT,
                        Field.GRANT_UNTIL,
                        Field.GRANT_REASON));
    }

    private List<Block> minimisation() {
        return List.of(
                tables.of(
                        "Checklist: less data",
                        facts.each(Subject.CHECK)
                                .filter(each -> each.entry().key().startsWith("minimisation/")),
                        "The checklist is not on record.",
                        Field.CHECK_ITEM,
                        Field.CHECK_RESULT,
                        Field.CHECK_EVIDENCE,
                        Field.CHECK_BY,
                        Field.CHECK_DAY),
                tables.of(
                        "Constraints by tool",
                        facts.usable(),
                        NO_TOOL,
                        Field.TOOL_NAME,
                        Field.TOOL_SURFACE,
                        Field.TOOL_CONSTRAINTS));
    }

    private List<Block> processors() {
        return List.of(
                tables.servers(
                        "Roles and agreements",
                        Field.SERVER_OPERATOR,
                        Field.SERVER_ROLE,
                        Field.SERVER_SUBPROCESSORS,
                        Field.SERVER_AGREEMENT,
                        Field.SERVER_TRAINING,
                        Field.SERVER_CERTIFICATION,
                        Field.SERVER_NEXT_REVIEW));
    }

    private List<Block> transfers() {
        return List.of(
                tables.of(
                        "Transfers by destination and country",
                        Subject.DESTINATION,
                        "No destination is on record.",
                        Field.DESTINATION_HOST,
                        Field.DESTINATION_OPERATOR,
                        Field.DESTINATION_COUNTRY,
                        Field.DESTINATION_TRANSFER,
                        Field.DESTINATION_TRA,
                        Field.DESTINATION_TRA_DAY),
                tables.of(
                        "Transfers to models",
                        Subject.CONSUMER,
                        "No consumer is on record.",
                        Field.CONSUMER_NAME,
                        Field.CONSUMER_MODEL,
                        Field.CONSUMER_MODEL_COUNTRY,
                        Field.CONSUMER_TRANSFER,
                        Field.CONSUMER_TRA,
                        Field.CONSUMER_TRA_DAY));
    }
}
