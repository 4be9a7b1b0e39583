package dev.assay.inventory.review;

import java.util.Objects;

/**
 * What somebody answered, as written.
 *
 * @param choice the key of the chosen option, {@code yes} or {@code no}; empty for a question that
 *     takes text alone
 * @param text the text, or what the choice needs to be said besides
 */
public record Answer(String choice, String text) {

    public static final Answer NONE = new Answer("", "");

    public Answer {
        Objects.requireNonNull(choice, "choice is null");
        Objects.requireNonNull(text, "text is null");
    }

    public static Answer text(String text) {
        return new Answer("", text);
    }

    public static Answer choice(String choice) {
        return new Answer(choice, "");
    }

    public boolean isEmpty() {
        return choice.isBlank() && text.isBlank();
    }
}
