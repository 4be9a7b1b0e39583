package dev.assay.registry.dpia;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The form of an assessment, read from a file: its questions, words and scales. A changed form is
 * another version, in a file of its own.
 *
 * @param follows whose form it is
 * @param notes what the law says of it, printed in front
 * @param overall the level of a risk, by likelihood and then by severity
 */
public record Template(
        String id,
        int version,
        String language,
        String title,
        String follows,
        List<String> notes,
        List<Criterion> screening,
        List<Chapter> sections,
        List<String> likelihoods,
        List<String> severities,
        List<String> levels,
        Map<String, Map<String, String>> overall,
        List<String> effects,
        List<OutcomeKind> outcomes,
        List<Check> checks) {

    /**
     * A row of the screening.
     *
     * @param group {@code always} or {@code consider}
     * @param criterion which of WP248rev01's it stands for
     * @param rule how it is answered from the record
     */
    public record Criterion(String key, String group, String criterion, String rule, String text) {}

    /** A section, as the form has it. */
    public record Chapter(String key, int step, String title, List<Part> parts) {}

    /**
     * A question of a section.
     *
     * @param ask whether a person has to answer
     * @param block what of the record stands beside it, {@code none} for nothing
     * @param from the fields of a server that answer it, where every server has them
     * @param hint empty where its label says it all
     */
    public record Part(
            String key, String label, boolean ask, List<String> from, String block, String hint) {
        public Part {
            from = List.copyOf(Objects.requireNonNullElse(from, List.of()));
            hint = Objects.requireNonNullElse(hint, "");
        }
    }

    /**
     * A row of the sign-off.
     *
     * @param words what it may come to
     */
    public record OutcomeKind(String key, String label, List<String> words, String hint) {}

    /** A line of the ICO's list of what a good assessment has. */
    public record Check(String key, String rule, String text) {}

    /** Id and version, as documents name it. */
    public String name() {
        return id + "/" + version;
    }

    public Optional<OutcomeKind> outcome(String key) {
        return outcomes.stream().filter(each -> each.key().equals(key)).findFirst();
    }

    public Optional<Chapter> chapter(String key) {
        return sections.stream().filter(each -> each.key().equals(key)).findFirst();
    }

    /** The level of a risk; empty where one of the words is none of its scales. */
    Optional<String> level(String likelihood, String severity) {
        return Optional.ofNullable(overall.get(likelihood)).map(row -> row.get(severity));
    }
}
