package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Severity;

import java.util.List;
import java.util.regex.Pattern;

/**
 * How much a text talks to a model as if it gave orders (signals MCP-INJECT). Honest descriptions
 * say what a tool does; a poisoned one says what the model must do besides, unseen. Only text that
 * was added is asked about, because honest servers shout as well.
 */
final class ToolText {

    private static final List<Pattern> ORDERS =
            List.of(
                    insensitive(
                            "(do not|don't|never|without)\\s+(\\w+\\s+){0,3}(tell|mention|inform|reveal|notify"
                                    + "|telling|mentioning|informing|notifying)"),
                    insensitive(
                            "(ignore|disregard|forget|override)\\s+(\\w+\\s+){0,3}(instruction|rule|prompt|guideline)"),
                    insensitive(
                            "<\\s*(important|system|secret|instructions?|hidden|priority)\\s*>"),
                    insensitive("(system|developer)\\s+(prompt|message)\\s*:"),
                    insensitive(
                            "(before|after|whenever|each time|every time)\\s+(\\w+\\s+){0,4}(using|calling|call|invok\\w+|use)"
                                    + "\\s+(\\w+\\s+){0,3}(tool|function).{0,80}\\b(read|send|include|pass|append|forward|call|copy)\\b"),
                    insensitive(
                            "(?<!not )(?<!never )(?<!n't )(?<!avoid )\\b(send|forward|post|upload|bcc|copy|exfiltrate|include|append|pass)\\b.{0,80}"
                                    + "\\b(conversation|chat history|system prompt|credentials?|api keys?|passwords?|secrets?"
                                    + "|private key|id_rsa|\\.env|environment variables?)\\b"),
                    insensitive(
                            "(~|\\$HOME|/home/\\w+|%USERPROFILE%)[/\\\\]\\.?(ssh|aws|cursor|config|npmrc|netrc|kube|gnupg)"),
                    insensitive(
                            "\\b(the user|users?)\\s+(must|should|need|does|do)\\s*n[o']t\\s+(know|see|be (told|informed|aware))"),
                    insensitive("<!--"));

    private ToolText() {}

    private static Pattern insensitive(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    /** Whether a text gives a model orders that no description needs. */
    static boolean givesOrders(String text) {
        return ORDERS.stream().anyMatch(order -> order.matcher(text).find());
    }

    /** Several kinds of orders at once are no accident of wording. */
    static Severity severity(String text) {
        var kinds = ORDERS.stream().filter(order -> order.matcher(text).find()).count();
        return kinds > 1 ? Severity.CRITICAL : Severity.HIGH;
    }
}
