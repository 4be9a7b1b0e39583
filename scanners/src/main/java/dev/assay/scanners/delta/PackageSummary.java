package dev.assay.scanners.delta;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.Profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What a package does, in a line: for a dependency that joins or changes. */
final class PackageSummary {

    private static final int MOST_VALUES = 4;

    /** What is worth a word, in the order it is told, and how it is said. */
    private static final Map<FindingKind, String> WORDS = words();

    private PackageSummary() {}

    /**
     * What the reachable code of a package does; "does nothing a reviewer asks about" where there
     * is nothing to tell.
     */
    static String of(Profile profile) {
        var said = new ArrayList<String>();
        WORDS.forEach(
                (kind, words) -> {
                    var values = new TreeSet<String>();
                    for (var fact : profile.facts()) {
                        if (fact.kind() == kind && counts(fact)) {
                            values.add(fact.value());
                        }
                    }
                    if (!values.isEmpty()) {
                        said.add(words + " " + some(List.copyOf(values)));
                    }
                });
        return said.isEmpty() ? "does nothing a reviewer asks about" : String.join("; ", said);
    }

    /**
     * A host that is only mentioned is not contacted, dead code does nothing, and {@code prepare}
     * runs for nobody who installs from a registry.
     */
    private static boolean counts(Fact fact) {
        return fact.reachable()
                && !Boolean.FALSE.equals(fact.detail().get("contacted"))
                && !(fact.kind() == FindingKind.INSTALL_HOOK
                        && fact.value().startsWith("prepare:"));
    }

    private static String some(List<String> values) {
        var shown = String.join(", ", values.subList(0, Math.min(MOST_VALUES, values.size())));
        var more = values.size() - MOST_VALUES;
        return more > 0 ? shown + " and " + more + " more" : shown;
    }

    private static Map<FindingKind, String> words() {
        var words = new LinkedHashMap<FindingKind, String>();
        words.put(FindingKind.INSTALL_HOOK, "runs on installation");
        words.put(FindingKind.OUTBOUND_DOMAIN, "contacts");
        words.put(FindingKind.PROCESS_SPAWN, "starts");
        words.put(FindingKind.DYNAMIC_CODE, "makes code by");
        words.put(FindingKind.NATIVE_BINARY, "loads machine code");
        words.put(FindingKind.ENV_ACCESS, "reads from the environment");
        words.put(FindingKind.FS_ACCESS, "touches files");
        words.put(FindingKind.LISTENER, "listens on");
        words.put(FindingKind.DNS_LOOKUP, "looks up names:");
        words.put(FindingKind.NETWORK_CALL, "calls over the network:");
        words.put(FindingKind.OBFUSCATION, "hides its code:");
        return words;
    }
}
