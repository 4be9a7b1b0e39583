package dev.assay.registry.dpia;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes the risk register: what the library proposes, what people added and what they judged. */
final class Risks {

    /** How many risks people may add. */
    static final int MOST_OWN = 20;

    private final Template template;
    private final Facts facts;
    private final Map<String, Written> answers;

    private Risks(Template template, Facts facts, Map<String, Written> answers) {
        this.template = template;
        this.facts = facts;
        this.answers = answers;
    }

    static List<Risk> of(
            RiskLibrary library, Template template, Facts facts, Map<String, Written> answers) {
        return new Risks(template, facts, answers).all(library);
    }

    private List<Risk> all(RiskLibrary library) {
        var risks = new ArrayList<Risk>();
        for (var known : library.risks()) {
            RiskConditions.reason(known.when(), facts)
                    .ifPresent(reason -> risks.add(proposed(known, reason)));
        }
        for (var number = 1; number <= MOST_OWN; number++) {
            var title = answers.get("risk.own-" + number + ".title");
            if (title != null) {
                risks.add(own("own-" + number, title));
            }
        }
        return risks;
    }

    private Risk proposed(RiskLibrary.Known known, String reason) {
        var measures =
                known.measures().stream()
                        .map(
                                each ->
                                        new Risk.Measure(
                                                each.text(),
                                                Controls.status(each.control(), facts)))
                        .toList();
        return risk(
                known.key(),
                known.title(),
                known.source(),
                known.impact(),
                reason,
                known.area(),
                Cell.proposed(known.likelihood(), "the library of risks"),
                Cell.proposed(known.severity(), "the library of risks"),
                measures);
    }

    private Risk own(String key, Written title) {
        return risk(
                key,
                title.text(),
                text(key, "source"),
                text(key, "impact"),
                "added by " + title.by(),
                Objects.requireNonNullElse(plain(key, "area"), "access"),
                Cell.unanswered(),
                Cell.unanswered(),
                List.of());
    }

    private Risk risk(
            String key,
            String title,
            String source,
            String impact,
            String reason,
            String area,
            Cell proposedLikelihood,
            Cell proposedSeverity,
            List<Risk.Measure> measures) {
        var likelihood = judged(key, "likelihood", proposedLikelihood);
        var severity = judged(key, "severity", proposedSeverity);
        return new Risk(
                key,
                title,
                source,
                impact,
                reason,
                area,
                likelihood,
                severity,
                overall(likelihood, severity),
                measures,
                judged(key, "effect", Cell.unanswered()),
                judged(key, "residual", Cell.unanswered()),
                judged(key, "approved", Cell.unanswered()),
                judged(key, "comment", Cell.plain("none")));
    }

    private Cell overall(Cell likelihood, Cell severity) {
        var level = template.level(likelihood.text(), severity.text()).orElse(null);
        if (level == null) {
            return Cell.unanswered();
        }
        var judged = likelihood.mark() == Mark.WRITTEN && severity.mark() == Mark.WRITTEN;
        return judged
                ? Cell.plain(level)
                : Cell.proposed(level, "from likelihood and severity, which are proposed");
    }

    private Cell judged(String key, String part, Cell otherwise) {
        var written = answers.get("risk." + key + "." + part);
        return written == null ? otherwise : Cell.written(written);
    }

    private String text(String key, String part) {
        return Objects.requireNonNullElse(plain(key, part), "not answered");
    }

    private @Nullable String plain(String key, String part) {
        var written = answers.get("risk." + key + "." + part);
        return written == null ? null : written.text();
    }
}
