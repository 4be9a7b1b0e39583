package dev.assay.registry.tools;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Splits names into the words they are made of. */
final class NameWords {

    /** Between words, between {@code aB}, and before the last capital of {@code APIKey}. */
    private static final Pattern SEAMS =
            Pattern.compile(
                    "[^\\p{L}\\p{N}]+|(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");

    private static final int MOST = 40;

    private NameWords() {}

    /** In lower case, in order. */
    static List<String> of(String text) {
        return Arrays.stream(SEAMS.split(text, MOST))
                .filter(each -> !each.isEmpty())
                .map(each -> each.toLowerCase(Locale.ROOT))
                .toList();
    }
}
