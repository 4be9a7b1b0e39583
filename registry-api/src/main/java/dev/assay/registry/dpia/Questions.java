package dev.assay.registry.dpia;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What may be written in an assessment: which keys there are, and what each takes. */
final class Questions {

    static final int LONGEST = 8000;

    private static final Pattern RISK = Pattern.compile("risk\\.([a-z0-9-]{1,60})\\.([a-z]{1,20})");
    private static final Pattern OWN = Pattern.compile("own-([1-9][0-9]?)");
    private static final List<String> OWN_TEXTS = List.of("title", "source", "impact");
    private static final Map<String, List<String>> FIXED =
            Map.of(
                    "approved", List.of("yes", "no"),
                    "area", List.of("access", "modification", "disappearance"));

    private final Template template;

    Questions(Template template) {
        this.template = template;
    }

    /** Why that cannot be written there; empty where it can. */
    Optional<String> flaw(String key, String text) {
        if (text.length() > LONGEST) {
            return Optional.of("an answer has at most " + LONGEST + " characters");
        }
        if (text.indexOf('\0') >= 0) {
            return Optional.of("an answer has a character in it that no text has");
        }
        if (key.startsWith("screening.") && isCriterion(key)) {
            return choice(key, text, List.of("yes", "no"));
        }
        var risk = RISK.matcher(key);
        if (risk.matches()) {
            return risk(key, risk.group(1), risk.group(2), text);
        }
        return isQuestion(key) || isReason(key)
                ? Optional.empty()
                : Optional.of("there is no question '" + key + "'");
    }

    private Optional<String> risk(String key, String risk, String part, String text) {
        var own = OWN.matcher(risk);
        var isOwn = own.matches() && Integer.parseInt(own.group(1)) <= Risks.MOST_OWN;
        if (!isOwn && Library.risks().risks().stream().noneMatch(each -> each.key().equals(risk))) {
            return Optional.of("there is no risk '" + risk + "'");
        }
        return switch (part) {
            case "likelihood" -> choice(key, text, template.likelihoods());
            case "severity" -> choice(key, text, template.severities());
            case "effect" -> choice(key, text, template.effects());
            case "residual" -> choice(key, text, template.levels());
            case "comment" -> Optional.empty();
            default ->
                    FIXED.containsKey(part)
                            ? choice(key, text, FIXED.get(part))
                            : isOwn && OWN_TEXTS.contains(part)
                                    ? Optional.empty()
                                    : Optional.of("a risk has no '" + part + "'");
        };
    }

    private static Optional<String> choice(String key, String text, List<String> words) {
        return text.isEmpty() || words.contains(text)
                ? Optional.empty()
                : Optional.of("'" + key + "' takes one of " + String.join(", ", words));
    }

    private boolean isCriterion(String key) {
        return template.screening().stream()
                .anyMatch(each -> key.equals("screening." + each.key()));
    }

    private boolean isReason(String key) {
        return template.screening().stream()
                .anyMatch(each -> key.equals("screening." + each.key() + ".reason"));
    }

    private boolean isQuestion(String key) {
        return template.sections().stream()
                .flatMap(
                        section ->
                                section.parts().stream()
                                        .map(part -> section.key() + "." + part.key()))
                .anyMatch(key::equals);
    }
}
