package dev.assay.inventory.review;

import dev.assay.inventory.release.Stage;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Something that no machine can answer.
 *
 * @param key its name in forms, in the API and in exports; never reused for something else
 * @param help what a good answer says
 * @param form what an answer is made of
 * @param need when it has to be answered
 */
public record Question(String key, Group group, String label, String help, Form form, Need need) {

    /** Which questions stand together. */
    public enum Group {
        WORK("What it is for"),
        PEOPLE("Whose data it sees"),
        PLACE("Where it runs"),
        POWER("What it may do by itself");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /** What an answer is made of. */
    public sealed interface Form {

        /** One line of text. */
        record Line(int most) implements Form {}

        /** A few sentences. */
        record Text(int most) implements Form {}

        /**
         * One of several.
         *
         * @param detail what is asked besides
         * @param detailFor the options for which that has to be said
         */
        record Choice(List<Option> options, @Nullable String detail, Set<String> detailFor)
                implements Form {
            public Choice {
                options = List.copyOf(options);
                detailFor = Set.copyOf(detailFor);
            }
        }

        /**
         * Yes or no.
         *
         * @param control what is asked besides, and has to be said with a yes
         */
        record YesNo(String control) implements Form {}
    }

    /** One of the answers to choose from. */
    public record Option(String key, String label) {}

    /**
     * When an answer is needed: from a stage on, from a tier on, or with data about people.
     *
     * @param fromStage null where the stage does not matter
     * @param fromTier null where the tier does not matter
     */
    public record Need(@Nullable Stage fromStage, @Nullable Tier fromTier, boolean forPeople) {

        static final Need ALWAYS = new Need(Stage.SANDBOX, Tier.LOW, true);

        boolean applies(Stage stage, Tier tier, boolean people) {
            return (fromStage != null && stage.compareTo(fromStage) >= 0)
                    || (fromTier != null && tier.atLeast(fromTier))
                    || (forPeople && people);
        }

        public boolean always() {
            return equals(ALWAYS);
        }
    }

    /** What a text that goes with a choice may measure. */
    public static final int MOST_DETAIL = 2000;

    public Question {
        Objects.requireNonNull(key, "key is null");
    }

    /** The field of the text that goes with a choice. */
    public String detailKey() {
        return key + "-text";
    }

    /** Whether an answer is needed for this stage, at this tier, beside these other answers. */
    public boolean isNeeded(Stage stage, Tier tier, Answers answers) {
        return need.applies(stage, tier, answers.personalData());
    }

    /**
     * A thing that is wrong with an answer.
     *
     * @param field {@link #key} or {@link #detailKey}
     */
    public record Flaw(String field, String message) {}

    /** What keeps an answer from being one; empty where it is whole. */
    public Optional<Flaw> flaw(Answer answer) {
        return switch (form) {
            case Form.Line(var most) -> text(key, answer.text(), most, "");
            case Form.Text(var most) -> text(key, answer.text(), most, "");
            case Form.Choice choice -> {
                var known =
                        choice.options().stream()
                                .anyMatch(each -> each.key().equals(answer.choice()));
                if (!known) {
                    yield Optional.of(
                            new Flaw(
                                    key,
                                    "“"
                                            + label
                                            + "” is not answered; choose one of "
                                            + String.join(
                                                    ", ",
                                                    choice.options().stream()
                                                            .map(Option::key)
                                                            .toList())));
                }
                yield choice.detailFor().contains(answer.choice())
                        ? text(detailKey(), answer.text(), MOST_DETAIL, ": " + choice.detail())
                        : tooLong(detailKey(), answer.text(), MOST_DETAIL);
            }
            case Form.YesNo(var control) -> {
                if (!answer.choice().equals("yes") && !answer.choice().equals("no")) {
                    yield Optional.of(
                            new Flaw(key, "“" + label + "” is not answered; say yes or no"));
                }
                yield answer.choice().equals("yes")
                        ? text(detailKey(), answer.text(), MOST_DETAIL, ": " + control)
                        : tooLong(detailKey(), answer.text(), MOST_DETAIL);
            }
        };
    }

    /** What is too much of an answer that is not needed; half an answer to that is none. */
    public Optional<Flaw> excess(Answer answer) {
        return switch (form) {
            case Form.Line(var most) -> tooLong(key, answer.text(), most);
            case Form.Text(var most) -> tooLong(key, answer.text(), most);
            case Form.Choice choice -> tooLong(detailKey(), answer.text(), MOST_DETAIL);
            case Form.YesNo yesNo -> tooLong(detailKey(), answer.text(), MOST_DETAIL);
        };
    }

    public boolean isAnswered(Answer answer) {
        return flaw(answer).isEmpty();
    }

    private Optional<Flaw> text(String field, String written, int most, String asked) {
        return written.isBlank()
                ? Optional.of(new Flaw(field, "“" + label + "” is not answered" + asked))
                : tooLong(field, written, most);
    }

    private Optional<Flaw> tooLong(String field, String written, int most) {
        return written.length() <= most
                ? Optional.empty()
                : Optional.of(
                        new Flaw(
                                field,
                                "“"
                                        + label
                                        + "” has "
                                        + written.length()
                                        + " characters; "
                                        + most
                                        + " are the most"));
    }
}
