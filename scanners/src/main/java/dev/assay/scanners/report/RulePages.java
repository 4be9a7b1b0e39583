package dev.assay.scanners.report;

import dev.assay.scanners.finding.FindingKind;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
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

    /** What the rule tells, in a few words; the kind's name where it has no page. */
    public static String title(FindingKind kind) {
        return of(kind).map(page -> page.lines().findFirst().orElse("").split(": ", 2))
                .filter(words -> words.length == 2)
                .map(words -> Character.toUpperCase(words[1].charAt(0)) + words[1].substring(1))
                .orElseGet(() -> kind.wireName().replace('-', ' '));
    }

    /** Where an Assay shows the page. */
    public static URI at(URI service, FindingKind kind) {
        var base = service.toString();
        return URI.create((base.endsWith("/") ? base : base + "/") + "rules/" + kind.wireName());
    }
}
