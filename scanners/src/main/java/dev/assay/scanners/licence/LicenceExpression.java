package dev.assay.scanners.licence;

import org.spdx.core.DefaultStoreNotInitializedException;
import org.spdx.library.LicenseInfoFactory;
import org.spdx.library.ModelCopyManager;
import org.spdx.library.SpdxModelFactory;
import org.spdx.library.model.v2.license.InvalidLicenseStringException;
import org.spdx.storage.simple.InMemSpdxStore;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A licence expression of SPDX (specification 2.3, annex D), with the ids as the list writes them.
 *
 * @param text for example {@code (MIT OR Apache-2.0)}
 * @param ids the licences in it, each once, in the order of the text; exceptions are not among them
 */
public record LicenceExpression(String text, List<String> ids) {

    /** Longer ones are refused: an attacker writes them. */
    private static final int LONGEST = 1000;

    private static final String DOCUMENT = "https://assay.invalid/licences#";
    private static final Set<String> OPERATORS = Set.of("AND", "OR", "WITH");
    private static final Pattern WORD = Pattern.compile("[^\\s()]+");

    /** Half a second to set up, which most packages do without: they name one listed licence. */
    private static final class Library {

        static {
            // Without this it asks a server for the list that lies in its own jar.
            System.setProperty("org.spdx.useJARLicenseInfoOnly", "true");
            SpdxModelFactory.init();
        }

        private Library() {}

        static boolean reads(String text)
                throws InvalidLicenseStringException, DefaultStoreNotInitializedException {
            // It keeps what it reads, so it is given a store in memory to throw away.
            var store = new InMemSpdxStore();
            return LicenseInfoFactory.parseSPDXLicenseString(
                            text, store, DOCUMENT, new ModelCopyManager(), List.of())
                    .verify()
                    .isEmpty();
        }
    }

    public LicenceExpression {
        Objects.requireNonNull(text, "text is null");
        ids = List.copyOf(ids);
    }

    /** Reads an expression; empty where it is none, or names what the list does not have. */
    public static Optional<LicenceExpression> parse(String text) {
        if (text.isBlank() || text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return Library.reads(text.strip()) ? Optional.of(of(text.strip())) : Optional.empty();
        } catch (InvalidLicenseStringException
                | DefaultStoreNotInitializedException
                | RuntimeException e) {
            // It throws whatever an odd text makes it stumble over.
            return Optional.empty();
        }
    }

    /** One listed licence. */
    static LicenceExpression ofId(String id) {
        return new LicenceExpression(id, List.of(id));
    }

    /** Of a sound expression: it stays as it is but for the case of its words. */
    private static LicenceExpression of(String text) {
        var ids = new ArrayList<String>();
        var written = new StringBuilder();
        var before = "";
        var words = WORD.matcher(text);
        while (words.find()) {
            var word = canonical(words.group());
            words.appendReplacement(written, Matcher.quoteReplacement(word));
            if (!OPERATORS.contains(word) && !before.equals("WITH") && !ids.contains(word)) {
                ids.add(word);
            }
            before = word;
        }
        return new LicenceExpression(words.appendTail(written).toString(), ids);
    }

    private static String canonical(String word) {
        var upper = word.toUpperCase(Locale.ROOT);
        if (OPERATORS.contains(upper)) {
            return upper;
        }
        var later = word.endsWith("+");
        var bare = later ? word.substring(0, word.length() - 1) : word;
        return LicenseInfoFactory.listedLicenseIdCaseSensitive(bare)
                        .or(() -> LicenseInfoFactory.listedExceptionIdCaseSensitive(bare))
                        .orElse(bare)
                + (later ? "+" : "");
    }
}
