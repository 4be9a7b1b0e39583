package dev.assay.registry.dpia;

import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.Subject;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** When the library's risks are proposed, and why. What is not on record speaks for a risk. */
final class RiskConditions {

    private static final Pattern DELETING =
            Pattern.compile("(?i)(delete|remove|purge|drop|erase|overwrite|truncate)");

    private RiskConditions() {}

    /** Why a condition holds; empty where it does not. */
    static Optional<String> reason(String condition, Facts facts) {
        return switch (condition) {
            case "write-tools" -> some(facts.writing().toList(), "may write: ");
            case "egress-and-personal" ->
                    mayBePersonal(facts)
                            ? some(
                                    facts.each(Subject.DESTINATION).toList(),
                                    Field.DESTINATION_HOST,
                                    "personal data is seen, and there is a way out to ")
                            : Optional.empty();
            case "weak-publisher" -> publisher(facts);
            case "service-identity-and-personal" -> identity(facts);
            case "free-text" -> freeText(facts);
            case "foreign-country" -> abroad(facts);
            case "vendor-operated" ->
                    some(
                            facts.each(Subject.SERVER)
                                    .filter(
                                            each ->
                                                    each.is(Field.SERVER_RUNS, "vendor")
                                                            || each.is(
                                                                    Field.SERVER_TRAINING, "yes"))
                                    .toList(),
                            Field.SERVER_OPERATOR,
                            "a vendor operates it: ");
            case "logs-personal" -> logs(facts);
            case "credential-risk" -> credentials(facts);
            case "no-deletion-path" ->
                    mayBePersonal(facts)
                            ? lacking(
                                    facts,
                                    Field.SERVER_DELETION,
                                    "nobody has said how a person's data is deleted in ")
                            : Optional.empty();
            case "unattended-writes" -> some(facts.unattended(), "nobody confirms each call of ");
            case "deleting-tools" ->
                    some(
                            facts.usable()
                                    .filter(
                                            tool ->
                                                    DELETING.matcher(tool.text(Field.TOOL_NAME))
                                                                    .find()
                                                            || tool.is(
                                                                    Field.TOOL_ACTIONS, "deletion"))
                                    .toList(),
                            "may delete or overwrite: ");
            default -> throw new IllegalStateException("no condition of a risk: " + condition);
        };
    }

    private static boolean mayBePersonal(Facts facts) {
        return facts.personal() != Facts.Says.NO;
    }

    private static Optional<String> publisher(Facts facts) {
        var one =
                facts.each(Subject.SERVER)
                        .filter(
                                each ->
                                        each.entry().value(Field.SERVER_PUBLISHERS).words().size()
                                                == 1)
                        .toList();
        if (!one.isEmpty()) {
            return Optional.of(
                    "one account alone publishes " + String.join(", ", serverNames(one.stream())));
        }
        var unproven =
                facts.each(Subject.SERVER)
                        .filter(
                                server ->
                                        server.server()
                                                .each(Subject.RELEASE)
                                                .noneMatch(
                                                        each ->
                                                                isYes(
                                                                        each.text(
                                                                                Field
                                                                                        .RELEASE_ATTESTATION))))
                        .toList();
        return unproven.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "no version has a provenance attestation that was verified: "
                                + String.join(", ", serverNames(unproven.stream())));
    }

    private static boolean isYes(String text) {
        return text.startsWith("verified") || text.equals("yes") || text.startsWith("valid");
    }

    private static Optional<String> identity(Facts facts) {
        if (!mayBePersonal(facts)) {
            return Optional.empty();
        }
        var service =
                facts.each(Subject.IDENTITY)
                        .filter(each -> each.is(Field.IDENTITY_MODE, "service"))
                        .toList();
        if (!service.isEmpty()) {
            return some(service, Field.IDENTITY_CLIENT, "acts with rights of its own: ");
        }
        return lacking(
                facts,
                Field.SERVER_USER_SCOPING,
                "nobody has said how each user sees only what is theirs in ");
    }

    private static Optional<String> freeText(Facts facts) {
        if (!mayBePersonal(facts)) {
            return Optional.empty();
        }
        var words =
                facts.mentioned(
                        Pattern.compile(
                                "\\b(mail|e-mail|email|mailbox|message|free text|free-text|note|"
                                        + "ticket|file|document|attachment|chat)\\w*"));
        if (!words.isEmpty()) {
            return Optional.of(
                    "free text, mail or files are among the data: "
                            + String.join(", ", words.stream().limit(6).toList()));
        }
        var raw =
                facts.usable()
                        .filter(
                                tool ->
                                        tool.is(Field.TOOL_SURFACE, "raw")
                                                || tool.is(Field.TOOL_SURFACE, "files"))
                        .toList();
        return some(raw, "reaches raw data or files: ");
    }

    private static Optional<String> abroad(Facts facts) {
        var abroad = facts.abroad();
        if (!abroad.isEmpty()) {
            return Optional.of(
                    String.join("; ", abroad.subList(0, Math.min(5, abroad.size())))
                            + (abroad.size() > 5 ? " and others" : ""));
        }
        var unknown =
                facts.each(Subject.DESTINATION)
                        .filter(each -> !each.knows(Field.DESTINATION_COUNTRY))
                        .toList();
        return some(
                unknown, Field.DESTINATION_HOST, "nobody has said in which country these are: ");
    }

    private static Optional<String> logs(Facts facts) {
        if (!mayBePersonal(facts)) {
            return Optional.empty();
        }
        var full =
                facts.each(Subject.SERVER)
                        .filter(
                                each ->
                                        each.is(Field.SERVER_LOG_EVENTS, "outputs")
                                                || each.is(Field.SERVER_LOG_EVENTS, "parameters"))
                        .toList();
        return full.isEmpty()
                ? lacking(
                        facts,
                        Field.SERVER_LOG_REDACTION,
                        "nobody has said what the log leaves out of calls of ")
                : Optional.of(
                        "parameters or answers are logged for "
                                + String.join(", ", serverNames(full.stream())));
    }

    private static Optional<String> credentials(Facts facts) {
        var undated =
                facts.each(Subject.CREDENTIAL)
                        .filter(each -> !each.knows(Field.CREDENTIAL_DUE))
                        .toList();
        if (!undated.isEmpty()) {
            return some(undated, Field.CREDENTIAL_PLACE, "no rotation is due for ");
        }
        var without =
                facts.servers().stream()
                        .filter(server -> server.each(Subject.CREDENTIAL).findAny().isEmpty())
                        .map(server -> server.name())
                        .limit(5)
                        .toList();
        return without.isEmpty()
                ? Optional.empty()
                : Optional.of("no credential is on record for " + String.join(", ", without));
    }

    private static Optional<String> lacking(Facts facts, Field field, String words) {
        var lacking = serverNames(facts.each(Subject.SERVER).filter(each -> !each.knows(field)));
        return lacking.isEmpty()
                ? Optional.empty()
                : Optional.of(words + String.join(", ", lacking));
    }

    private static List<String> serverNames(Stream<Facts.Of> entries) {
        return entries.map(each -> each.server().name()).distinct().limit(5).toList();
    }

    private static Optional<String> some(List<Facts.Of> tools, String words) {
        return some(tools, Field.TOOL_NAME, words);
    }

    private static Optional<String> some(List<Facts.Of> entries, Field name, String words) {
        return entries.isEmpty() ? Optional.empty() : Optional.of(words + orServer(entries, name));
    }

    private static String orServer(List<Facts.Of> entries, Field name) {
        var names = Facts.names(entries.stream().filter(each -> each.knows(name)), name);
        return names.isEmpty() ? String.join(", ", serverNames(entries.stream())) : names;
    }
}
