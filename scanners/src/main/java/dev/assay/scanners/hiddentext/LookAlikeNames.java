package dev.assay.scanners.hiddentext;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Fact;

import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Hosts, tools and packages whose names are spelt with letters that only look like ASCII. */
public final class LookAlikeNames {

    private static final Set<FindingKind> NAMED =
            Set.of(
                    FindingKind.OUTBOUND_DOMAIN,
                    FindingKind.TOOL_ADDED,
                    FindingKind.DEPENDENCY_ADDED);

    private LookAlikeNames() {}

    /** One fact for each place of such a name. */
    public static List<Fact> in(List<Fact> facts) {
        var found = new ArrayList<Fact>();
        for (var fact : facts) {
            if (NAMED.contains(fact.kind())) {
                var name =
                        fact.value().contains("xn--") ? IDN.toUnicode(fact.value()) : fact.value();
                var plain = Confusables.plain(name);
                if (plain != null) {
                    found.add(fact(fact, name, plain));
                }
            }
        }
        return found;
    }

    private static Fact fact(Fact named, String name, String plain) {
        var detail =
                Map.<String, Object>of(
                        "class",
                        HiddenClass.HOMOGLYPH.word(),
                        "place",
                        "name",
                        "decoded",
                        plain,
                        "occurrences",
                        1);
        return new Fact(
                FindingKind.HIDDEN_TEXT,
                HiddenClass.HOMOGLYPH.word() + ": " + name + " reads like " + plain,
                named.functionPrint(),
                named.reachable(),
                Via.DECODED,
                named.at(),
                detail);
    }
}
