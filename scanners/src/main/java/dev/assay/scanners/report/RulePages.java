package dev.assay.scanners.report;

import dev.assay.scanners.finding.FindingKind;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The page of each rule, in Markdown: what it is, why it matters, an example, known noise, and how
 * to decide. They are the files of {@code docs/rules}, which ship with the program.
 */
public final class RulePages {

    private RulePages() {}

    /** The page of a kind, or nothing where no rule tells that kind yet. */
    public static Optional<String> of(FindingKind kind) {
        var name = "/dev/assay/scanners/rules/" + kind.wireName() + ".md";
        try (var in = RulePages.class.getResourceAsStream(name)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
