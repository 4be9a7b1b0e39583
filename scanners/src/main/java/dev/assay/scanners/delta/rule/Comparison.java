package dev.assay.scanners.delta.rule;

import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.FunctionPrint;
import dev.assay.scanners.profile.Profile;
import dev.assay.scanners.vendored.Attributed;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Two versions side by side, as far as a rule may ask about them. */
public final class Comparison {

    private static final Pattern RELEASE = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+).*");

    private final Basis basis;
    private final @Nullable Profile from;
    private final Profile to;
    private final List<Fact> factsBefore;
    private final List<Fact> facts;
    private final @Nullable FunctionPairs pairs;

    private Comparison(Basis basis, @Nullable Attributed from, Attributed to) {
        this.basis = basis;
        this.from = from == null ? null : from.profile();
        this.to = to.profile();
        this.facts = to.facts();
        this.factsBefore = from == null ? List.of() : from.facts();
        this.pairs =
                from == null
                        ? null
                        : new FunctionPairs(
                                from.profile(), to.profile(), to.attribution().prints());
    }

    public static Comparison change(Attributed from, Attributed to) {
        return new Comparison(Basis.CHANGE, from, to);
    }

    public static Comparison presence(Attributed to) {
        return new Comparison(Basis.PRESENCE, null, to);
    }

    public static Comparison arrival(Attributed to) {
        return new Comparison(Basis.ARRIVAL, null, to);
    }

    /** The older version's facts; none where there is no older version. */
    public List<Fact> factsBefore() {
        return factsBefore;
    }

    /** The newer version's facts. */
    public List<Fact> facts() {
        return facts;
    }

    public Basis basis() {
        return basis;
    }

    public @Nullable Profile from() {
        return from;
    }

    public Profile to() {
        return to;
    }

    /** Functions of the newer version that nothing in the older one resembles. */
    public int newFunctions() {
        return pairs == null ? 0 : pairs.newFunctions();
    }

    /** Functions of the newer version that were others in the older one. */
    public int changedFunctions() {
        return pairs == null ? 0 : pairs.changedFunctions();
    }

    /** What the function around a fact was before; null where it is new, or did not change. */
    public @Nullable FunctionPrint functionBefore(Fact fact) {
        return pairs == null || fact.functionPrint() == null
                ? null
                : pairs.before(fact.functionPrint());
    }

    /** Whether a fact stands in a function that the older version does not have as it is. */
    boolean inNewFunction(Fact fact) {
        return fact.functionPrint() != null && isNew(fact.functionPrint());
    }

    /** Whether the older version has the function that a fact stands in. */
    boolean hadFunction(Fact fact) {
        return pairs != null
                && fact.functionPrint() != null
                && pairs.wasKnown(fact.functionPrint());
    }

    private boolean isNew(String print) {
        return pairs != null && pairs.isNew(print);
    }

    /** Whether any function of a file is new. */
    boolean hasNewFunction(String file) {
        return to.functions().stream()
                .anyMatch(function -> function.file().equals(file) && isNew(function.print()));
    }

    /** Whether the file has functions at all, which tells code that was read from other files. */
    boolean hasFunctions(String file) {
        return to.functions().stream().anyMatch(function -> function.file().equals(file));
    }

    /** Whether the older version has a fact of this kind and value. */
    boolean hadBefore(FindingKind kind, String value) {
        return from != null
                && from.facts().stream()
                        .anyMatch(fact -> fact.kind() == kind && fact.value().equals(value));
    }

    /** Whether the older version ships a file of that digest, under whatever name. */
    boolean shippedBefore(String digest) {
        return from != null && !digest.isEmpty() && from.files().containsValue(digest);
    }

    /**
     * Whether the older version ships a file, at that path or with those contents elsewhere, and
     * nothing of it leads there. Data that code loads ({@code require("./x.json")}) runs nothing.
     *
     * @param sha256 the whole digest
     */
    boolean layIdle(String path, String sha256) {
        if (from == null || path.endsWith(".json")) {
            return false;
        }
        var digest = sha256.substring(0, Math.min(sha256.length(), Profile.FILE_DIGITS));
        return from.files().entrySet().stream()
                .filter(file -> file.getKey().equals(path) || file.getValue().equals(digest))
                .anyMatch(file -> isIdle(from, file.getKey()));
    }

    /** Code that nothing leads to, or a file that nobody took for code. */
    private static boolean isIdle(Profile profile, String path) {
        return profile.facts().stream()
                        .anyMatch(fact -> StrayCode.is(fact) && fact.value().equals(path))
                || profile.functions().stream().noneMatch(each -> each.file().equals(path));
    }

    /** Whether some entry point of the older version leads to that file. */
    boolean entered(String target) {
        return from != null
                && from.facts().stream()
                        .anyMatch(
                                fact ->
                                        fact.kind() == FindingKind.ENTRY_POINT
                                                && EntryPointRule.target(fact).equals(target));
    }

    /** Whether the older version ships a file at that path, whatever is in it. */
    boolean hadFile(String path) {
        return from != null && from.files().containsKey(path);
    }

    /** The newer version's name as npm writes it; empty where its package URL gives none. */
    String packageName() {
        try {
            return Purl.parse(to.purl()).packageName();
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** Whether the older version has a fact of this kind that passes. */
    boolean anyBefore(FindingKind kind, Predicate<Fact> test) {
        return from != null
                && from.facts().stream().anyMatch(fact -> fact.kind() == kind && test.test(fact));
    }

    /** Whether the version numbers say that nothing but a repair was released. */
    boolean isPatchRelease() {
        if (from == null) {
            return false;
        }
        var older = RELEASE.matcher(versionOf(from));
        var newer = RELEASE.matcher(versionOf(to));
        return older.matches()
                && newer.matches()
                && older.group(1).equals(newer.group(1))
                && older.group(2).equals(newer.group(2));
    }

    /** A claimed name may be no package URL at all, so nothing is parsed that need not be. */
    private static String versionOf(Profile profile) {
        var purl = profile.purl();
        return purl.substring(purl.lastIndexOf('@') + 1);
    }
}
