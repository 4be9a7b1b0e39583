package dev.assay.scanners.profile;

import dev.assay.scanners.finding.FindingKind;

import java.util.List;

/** What is seen in a sample, in the words of tests. */
public interface SeenFacts {

    List<Fact> facts();

    default List<Fact> facts(FindingKind kind) {
        return facts().stream().filter(fact -> fact.kind() == kind).toList();
    }

    default List<String> values(FindingKind kind) {
        return facts(kind).stream().map(Fact::value).distinct().toList();
    }

    /** Hosts that data goes to. */
    default List<String> contacted() {
        return hosts(true);
    }

    /** Hosts that are only named. */
    default List<String> mentioned() {
        return hosts(false);
    }

    private List<String> hosts(boolean contacted) {
        return facts(FindingKind.OUTBOUND_DOMAIN).stream()
                .filter(fact -> fact.detail().get("contacted").equals(contacted))
                .map(Fact::value)
                .distinct()
                .toList();
    }
}
