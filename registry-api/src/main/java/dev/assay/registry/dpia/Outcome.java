package dev.assay.registry.dpia;

/**
 * A row of the sign-off, as the document has it.
 *
 * @param word what it came to, by whom and when; or that nobody has
 * @param standing whether it was given for what the sections say now
 * @param holds whether there is one, and it was
 */
public record Outcome(
        String kind,
        String label,
        String hint,
        Cell word,
        Cell reason,
        Cell standing,
        boolean holds) {}
