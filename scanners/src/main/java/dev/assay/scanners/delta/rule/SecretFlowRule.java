package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Fact;

import java.util.List;

/**
 * Data that is sent out: variables, what a tool is called with, answers of other servers, files,
 * what the machine is called (signals FLOW-ENV-NET, FLOW-FS-NET). An API token that goes to its own
 * API is what servers are for; a token that goes to a host it did not go to before is not. The same
 * holds for what users say: one more argument for a host that gets arguments is a field like
 * others, the first for a host that got none is not.
 */
final class SecretFlowRule extends CapabilityRule {

    SecretFlowRule() {
        super(FindingKind.SECRET_FLOW);
    }

    /** What a tool is called with reaches a host as one thing, whatever its parts are named. */
    @Override
    public String key(Fact fact) {
        return isArgument(fact) ? "argument -> " + Details.text(fact, "host") : fact.value();
    }

    @Override
    List<Judgement> added(Sighting sighting, Comparison comparison) {
        var severity = whenNew(sighting.fact(), comparison);
        return severity == Severity.INFO
                ? List.of()
                : told(sighting, Change.ADDED, severity, "Now sends ");
    }

    private static List<Judgement> told(
            Sighting sighting, Change change, Severity severity, String words) {
        var fact = sighting.fact();
        if (!isArgument(fact)) {
            return one(sighting, change, severity, Sentences.cut(words + what(fact)));
        }
        var names =
                sighting.now().stream()
                        .map(SecretFlowRule::argument)
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .sorted()
                        .toList();
        var title =
                words
                        + "what it is called with to "
                        + Details.text(fact, "host")
                        + (names.isEmpty() ? "" : ": " + String.join(", ", names));
        return List.of(
                Judgement.of(sighting, change, severity, Sentences.cut(title))
                        .valued("argument -> " + Details.text(fact, "host"))
                        .with("arguments", names)
                        .without("field"));
    }

    private static boolean isArgument(Fact fact) {
        return source(fact).equals("argument");
    }

    /** The name in {@code argument:NAME -> host}. */
    private static String argument(Fact fact) {
        var colon = fact.value().indexOf(':');
        var arrow = fact.value().indexOf(" -> ");
        return colon < 0 || arrow < colon ? "" : fact.value().substring(colon + 1, arrow);
    }

    private static Severity whenNew(Fact fact, Comparison comparison) {
        return switch (source(fact)) {
            case "argument", "response" -> content(fact, comparison);
            case "file" ->
                    switch (Details.text(fact, "class")) {
                        case "secrets" -> Severity.HIGH;
                        case "agent-config", "startup" -> Severity.MEDIUM;
                        default -> isLocal(fact) ? Severity.INFO : Severity.LOW;
                    };
            case "machine" -> isLocal(fact) ? Severity.INFO : Severity.MEDIUM;
            default ->
                    !isSecret(fact)
                            ? Severity.LOW
                            : areBothKnown(fact, comparison) && !variable(fact).equals("*")
                                    ? Severity.MEDIUM
                                    : Severity.HIGH;
        };
    }

    /** Told where the host was called before without it; a new host is told as such. */
    private static Severity content(Fact fact, Comparison comparison) {
        var host = Details.text(fact, "host");
        var before =
                comparison.anyBefore(
                        FindingKind.SECRET_FLOW,
                        older ->
                                source(older).equals(source(fact))
                                        && isSameAnswer(older, fact)
                                        && Details.text(older, "host").equals(host));
        if (before || Hosts.isLocal(host)) {
            return Severity.INFO;
        }
        return comparison.anyBefore(
                        FindingKind.OUTBOUND_DOMAIN,
                        older -> older.value().equals(host) && !Details.isNot(older, "contacted"))
                ? Severity.MEDIUM
                : Severity.LOW;
    }

    /** What was seen names whose answer it was, which is another thing for each. */
    private static boolean isSameAnswer(Fact older, Fact fact) {
        return !fact.value().startsWith("answer of ") || older.value().equals(fact.value());
    }

    /** The older version read this variable and called this host, if not visibly with it. */
    private static boolean areBothKnown(Fact fact, Comparison comparison) {
        return comparison.hadBefore(FindingKind.ENV_ACCESS, variable(fact))
                && comparison.hadBefore(FindingKind.OUTBOUND_DOMAIN, Details.text(fact, "host"));
    }

    @Override
    List<Judgement> present(Sighting sighting, Comparison comparison, Change change) {
        var fact = sighting.fact();
        var severity =
                switch (source(fact)) {
                    case "argument", "response" -> Severity.INFO;
                    case "file" ->
                            Details.text(fact, "class").equals("secrets")
                                    ? Severity.HIGH
                                    : Severity.INFO;
                    case "machine" -> Severity.LOW;
                    default -> isSecret(fact) ? Severity.LOW : Severity.INFO;
                };
        return told(sighting, change, severity, "Sends ");
    }

    private static boolean isLocal(Fact fact) {
        return Hosts.isLocal(Details.text(fact, "host"));
    }

    private static boolean isSecret(Fact fact) {
        return EnvAccessRule.isSecret(variable(fact)) || variable(fact).equals("*");
    }

    /** Where the data comes from; a variable unless said otherwise. */
    private static String source(Fact fact) {
        var source = Details.text(fact, "source");
        return source.isEmpty() ? "env" : source;
    }

    private static String variable(Fact fact) {
        var variable = Details.text(fact, "variable");
        return variable.isEmpty() ? fact.value() : variable;
    }

    private static String what(Fact fact) {
        var host = Details.text(fact, "host");
        return data(fact) + (host.isEmpty() ? "" : " to " + host);
    }

    private static String data(Fact fact) {
        var arrow = fact.value().indexOf(" -> ");
        var name = arrow < 0 ? fact.value() : fact.value().substring(0, arrow);
        return switch (source(fact)) {
            case "response" -> "what " + Details.text(fact, "from") + " answered";
            case "file" -> "what is in " + name.substring("file:".length());
            case "machine" -> "the name of the machine or of its user";
            default -> variable(fact).equals("*") ? "the whole environment" : variable(fact);
        };
    }
}
