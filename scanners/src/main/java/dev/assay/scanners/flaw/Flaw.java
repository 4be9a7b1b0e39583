package dev.assay.scanners.flaw;

import dev.assay.scanners.finding.Severity;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * Something that is known to be wrong with one version of a package.
 *
 * @param purl the package, with its version
 * @param id as the source calls it, for example {@code GHSA-…} or {@code CVE-…}
 * @param aliases the same flaw's other names, sorted
 * @param severity as the source grades it; where it grades nothing, medium, and not {@code scored}
 * @param scored whether the source graded it
 * @param exploited whether it is on the list of those known to be exploited (CISA KEV)
 * @param malware whether the package itself is the attack (OSV {@code MAL-} entries)
 * @param fixedIn the versions that end it, as the source writes them; empty where none is known
 * @param summary one sentence
 * @param sources who says so, sorted
 */
public record Flaw(
        String purl,
        String id,
        List<String> aliases,
        Severity severity,
        boolean scored,
        boolean exploited,
        boolean malware,
        List<String> fixedIn,
        String summary,
        List<String> sources) {

    /** What matters most comes first; then by package and id, so that the order is stable. */
    public static final Comparator<Flaw> ORDER =
            Comparator.comparing(Flaw::malware, Comparator.reverseOrder())
                    .thenComparing(Flaw::exploited, Comparator.reverseOrder())
                    .thenComparing(Flaw::severity)
                    .thenComparing(Flaw::purl)
                    .thenComparing(Flaw::id);

    private static final int LONGEST_SUMMARY = 300;

    public Flaw {
        aliases = List.copyOf(new TreeSet<>(aliases));
        fixedIn = List.copyOf(fixedIn);
        sources = List.copyOf(new TreeSet<>(sources));
        summary = oneLine(summary);
    }

    /** Whether both speak of the same flaw of the same package. */
    boolean isSameAs(Flaw other) {
        return purl.equals(other.purl)
                && (id.equals(other.id)
                        || aliases.contains(other.id)
                        || other.aliases.contains(id)
                        || aliases.stream().anyMatch(other.aliases::contains));
    }

    /** Both in one: the graver word counts, and nothing that either says is lost. */
    Flaw with(Flaw other) {
        var names = new ArrayList<>(aliases);
        names.addAll(other.aliases);
        names.add(other.id);
        names.removeIf(id::equals);
        var told = new ArrayList<>(sources);
        told.addAll(other.sources);
        var graver = scored == other.scored ? severity.compareTo(other.severity) <= 0 : scored;
        return new Flaw(
                purl,
                id,
                names,
                graver ? severity : other.severity,
                scored || other.scored,
                exploited || other.exploited,
                malware || other.malware,
                fixedIn.isEmpty() ? other.fixedIn : fixedIn,
                summary.isEmpty() ? other.summary : summary,
                told);
    }

    Flaw exploited(boolean known) {
        return known == exploited
                ? this
                : new Flaw(
                        purl, id, aliases, severity, scored, known, malware, fixedIn, summary,
                        sources);
    }

    /** Its name as most people know it: the CVE where there is one. */
    public String knownAs() {
        return cve() == null ? id : String.valueOf(cve());
    }

    /** All that matters of it in one line. */
    public String line() {
        return knownAs()
                + " ("
                + (malware ? "malware" : severity.name().toLowerCase(Locale.ROOT))
                + (scored || malware ? "" : ", graded by nobody")
                + (exploited ? ", known to be exploited" : "")
                + ") in "
                + purl
                + (fixedIn.isEmpty() ? "" : ", fixed in " + String.join(", ", fixedIn));
    }

    @Nullable String cve() {
        return id.startsWith("CVE-")
                ? id
                : aliases.stream().filter(each -> each.startsWith("CVE-")).findFirst().orElse(null);
    }

    private static String oneLine(String text) {
        var line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.length() <= LONGEST_SUMMARY
                ? line
                : line.substring(0, LONGEST_SUMMARY - 1) + "…";
    }
}
