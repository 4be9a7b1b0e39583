package dev.assay.registry.tools;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.Profile;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The tools that the code of a release offers.
 *
 * @param listed by their names, in order; at most {@value #MOST}
 * @param beyond how many more there are
 */
public record ToolOffers(List<ToolOffer> listed, int beyond) {

    /** More tools than any server has; a longer list is no list that a person confirms. */
    public static final int MOST = 1_000;

    public static final ToolOffers NONE = new ToolOffers(List.of(), 0);

    public ToolOffers {
        listed = List.copyOf(listed);
    }

    /** Of several definitions of one name all count. */
    public static ToolOffers of(Profile profile) {
        var byName = new TreeMap<String, List<Fact>>();
        for (var fact : profile.facts()) {
            if (fact.kind() == FindingKind.TOOL_ADDED && fact.reachable()) {
                byName.computeIfAbsent(fact.value(), name -> new ArrayList<>()).add(fact);
            }
        }
        return new ToolOffers(
                byName.entrySet().stream()
                        .limit(MOST)
                        .map(each -> ToolOffer.of(each.getKey(), each.getValue()))
                        .toList(),
                Math.max(0, byName.size() - MOST));
    }
}
