package dev.assay.inventory.review;

import dev.assay.inventory.release.Stage;

import java.util.List;
import java.util.Objects;

/**
 * What a request asks for: everything about it that a reviewer sees.
 *
 * @param domains the declared hosts, sorted
 */
public record Asked(Stage stage, List<String> domains, Answers answers) {

    public Asked {
        Objects.requireNonNull(stage, "stage is null");
        Objects.requireNonNull(answers, "answers is null");
        domains = List.copyOf(domains);
    }

    public String purpose() {
        return answers.of(Questions.PURPOSE).text().strip();
    }

    public String owner() {
        return answers.of(Questions.OWNER).text().strip();
    }
}
