package dev.assay.inventory.release;

import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.licence.LicenceExpression;
import dev.assay.scanners.licence.LicenceFiles;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The licence of one package of a closure.
 *
 * @param purl with its version
 * @param isRelease whether it is the release itself
 * @param looked whether its files were read; nothing below says anything where they were not
 * @param expression what it declares, in SPDX's words; empty where it declares nothing or says it
 *     otherwise
 * @param declared what it declares, as it wrote it; empty where it declares nothing
 * @param texts the SPDX ids of the licences whose texts its licence files hold, with {@code unknown
 *     text} for any other
 */
public record PackageLicence(
        String purl,
        Integrity integrity,
        boolean isRelease,
        boolean looked,
        String expression,
        String declared,
        List<String> texts) {

    public PackageLicence {
        Objects.requireNonNull(purl, "purl is null");
        Objects.requireNonNull(integrity, "integrity is null");
        Objects.requireNonNull(expression, "expression is null");
        Objects.requireNonNull(declared, "declared is null");
        texts = List.copyOf(texts);
    }

    /** The SPDX ids of what it declares and of its texts, each once. */
    public List<String> ids() {
        return Stream.concat(
                        LicenceExpression.parse(expression).stream()
                                .flatMap(each -> each.ids().stream()),
                        listed().stream())
                .distinct()
                .toList();
    }

    /** The texts that are those of listed licences. */
    public List<String> listed() {
        return texts.stream().filter(each -> !each.equals(LicenceFiles.UNKNOWN)).toList();
    }

    /** What it declares: in SPDX's words where they can say it, else in its own. */
    public String said() {
        return expression.isEmpty() ? declared : expression;
    }

    /** Whether SPDX's words say it, by declaration or by a text that is known. */
    public boolean isKnown() {
        return !expression.isEmpty() || !listed().isEmpty();
    }
}
