package dev.assay.registry.dpia;

import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.Subject;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Whether what reduces a risk is in place, as the record tells. */
final class Controls {

    private Controls() {}

    static Cell status(String control, Facts facts) {
        return switch (control) {
            case "never-tools" ->
                    counted(
                            facts.each(Subject.TOOL),
                            tool -> tool.is(Field.TOOL_CLASS, "never"),
                            "tools are classed never");
            case "confirmed-writes" ->
                    counted(
                            facts.writing(),
                            tool ->
                                    tool.knows(Field.TOOL_APPROVAL)
                                            && !tool.is(Field.TOOL_APPROVAL, "none"),
                            "tools that write ask before each call");
            case "no-chaining" ->
                    counted(
                            facts.each(Subject.SERVER),
                            server ->
                                    server.is(Field.SERVER_CHAINS, "no")
                                            || server.knows(Field.SERVER_CHAINS_CONTROL),
                            "servers call no tool after unvetted content, or have a control");
            case "declared-destinations" ->
                    counted(
                            facts.each(Subject.DESTINATION),
                            each -> each.is(Field.DESTINATION_DECLARED, "yes"),
                            "destinations are declared");
            case "egress-policy" ->
                    counted(
                            facts.each(Subject.SERVER),
                            each -> each.is(Field.SERVER_ENFORCEMENT, "egress"),
                            "servers are held to their destinations by an egress rule");
            case "pinned" ->
                    counted(
                            facts.each(Subject.SERVER),
                            each -> !each.entry().value(Field.SERVER_SERVED).words().isEmpty(),
                            "servers have versions approved by digest");
            case "user-identity" ->
                    counted(
                            facts.each(Subject.IDENTITY),
                            each -> each.is(Field.IDENTITY_MODE, "delegated-user"),
                            "identities act with the rights of their user");
            case "constraints" ->
                    counted(
                            facts.usable(),
                            tool ->
                                    tool.knows(Field.TOOL_CONSTRAINTS)
                                            && !tool.text(Field.TOOL_CONSTRAINTS).isEmpty(),
                            "tools have constraints on their arguments");
            case "log-profile" ->
                    counted(
                            facts.each(Subject.SERVER),
                            each -> each.knows(Field.SERVER_LOG_REDACTION),
                            "servers have on record what their log leaves out");
            case "transfer" ->
                    counted(
                            facts.each(Subject.DESTINATION),
                            each -> each.knows(Field.DESTINATION_TRANSFER),
                            "destinations have a transfer mechanism on record");
            case "processor-agreement" ->
                    counted(
                            facts.each(Subject.SERVER)
                                    .filter(each -> !each.is(Field.SERVER_ROLE, "none")),
                            each -> each.knows(Field.SERVER_AGREEMENT),
                            "servers have a processing agreement on record");
            case "rotation" ->
                    counted(
                            facts.each(Subject.CREDENTIAL),
                            each -> each.knows(Field.CREDENTIAL_DUE),
                            "credentials have a rotation date");
            case "retention" ->
                    counted(
                            facts.each(Subject.SERVER),
                            each ->
                                    each.knows(Field.SERVER_RETENTION)
                                            && each.knows(Field.SERVER_DELETION),
                            "servers have retention and deletion on record");
            case "owner" -> servers(facts, Field.SERVER_OWNER, "servers have an owner");
            case "purpose" -> servers(facts, Field.SERVER_PURPOSE, "servers have a purpose");
            case "lawful-basis" ->
                    servers(facts, Field.SERVER_LAWFUL_BASIS, "servers have a lawful basis");
            case "screened" ->
                    servers(
                            facts,
                            Field.SERVER_DATA_SUBJECTS,
                            "servers have on record whose data they see, and were screened by that");
            case "flow-mapped" ->
                    counted(
                            facts.each(Subject.DESTINATION),
                            each ->
                                    each.knows(Field.DESTINATION_COUNTRY)
                                            && each.knows(Field.DESTINATION_OPERATOR),
                            "destinations have a country and an operator");
            default -> throw new IllegalStateException("no control: " + control);
        };
    }

    private static Cell servers(Facts facts, Field field, String words) {
        return counted(facts.each(Subject.SERVER), each -> each.knows(field), words);
    }

    private static Cell counted(Stream<Facts.Of> entries, Predicate<Facts.Of> has, String words) {
        List<Facts.Of> all = entries.toList();
        var with = all.stream().filter(has).count();
        return all.isEmpty()
                ? Cell.unknown("nothing of the kind is on record")
                : Cell.proposed(
                        (with == all.size()
                                        ? "in place: "
                                        : with == 0 ? "not in place: " : "in part: ")
                                + with
                                + " of "
                                + all.size()
                                + " "
                                + words,
                        "counted in the record");
    }
}
