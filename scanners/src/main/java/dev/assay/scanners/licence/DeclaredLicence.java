package dev.assay.scanners.licence;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a package says that its licence is. */
public sealed interface DeclaredLicence {

    /**
     * It can be said in SPDX's words.
     *
     * @param written what the package wrote
     */
    record Spdx(LicenceExpression expression, String written) implements DeclaredLicence {}

    /** It says something else: {@code SEE LICENSE IN …}, a name that nobody else knows. */
    record Other(String written) implements DeclaredLicence {}

    /** It says nothing. */
    record Nothing() implements DeclaredLicence {}

    /**
     * Reads what a package declares.
     *
     * @param declared each a name, an id, an expression or an address; of several the user chooses
     *     one, as npm's old list and Maven's POM mean them
     */
    static DeclaredLicence of(Collection<String> declared) {
        var written = declared.stream().map(String::strip).filter(each -> !each.isEmpty()).toList();
        if (written.isEmpty()) {
            return new Nothing();
        }
        var text = String.join(" OR ", written);
        var read = written.stream().flatMap(each -> one(each).stream()).toList();
        if (read.size() < written.size()) {
            return new Other(String.join(", ", written));
        }
        if (read.size() == 1) {
            return new Spdx(read.getFirst(), text);
        }
        return LicenceExpression.parse(joined(read))
                .<DeclaredLicence>map(expression -> new Spdx(expression, text))
                .orElseGet(() -> new Other(text));
    }

    private static String joined(List<LicenceExpression> each) {
        return each.stream()
                .map(one -> "(" + one.text() + ")")
                .distinct()
                .collect(Collectors.joining(" OR "));
    }

    private static Optional<LicenceExpression> one(String written) {
        return SpdxList.get()
                .named(written)
                .map(LicenceExpression::ofId)
                .or(() -> LicenceExpression.parse(written));
    }
}
