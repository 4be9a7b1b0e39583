package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.javascript.Value.Func;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a server offers, kept back until all code was looked at: only then is it known what the
 * handler of a tool does that claims to change nothing.
 */
final class Offers {

    private static final Pattern READ_ONLY =
            Pattern.compile("\"?readOnlyHint\"?:(true|!<0>|!0)(?=[,}])");

    private record Offer(
            FindingKind kind,
            String name,
            Via via,
            Script script,
            Node node,
            Map<String, Object> detail,
            List<Func> handlers) {}

    private final Report report;
    private final Deeds deeds;
    private final List<Offer> offers = new ArrayList<>();
    private final Dispatch dispatch = new Dispatch();
    private final List<Offer> names = new ArrayList<>();

    Offers(Report report, Deeds deeds) {
        this.report = report;
        this.deeds = deeds;
    }

    void add(
            FindingKind kind,
            String name,
            Via via,
            Script script,
            Node node,
            Map<String, Object> detail,
            List<Func> handlers) {
        offers.add(new Offer(kind, name, via, script, node, detail, handlers));
    }

    /**
     * Something of which nothing is known but that it is there. What is said of it elsewhere is
     * told instead.
     */
    void addName(FindingKind kind, String name, Via via, Script script, Node node) {
        addUnlessSaid(kind, name, via, script, node, new LinkedHashMap<>(), List.of());
    }

    /** The same, with what is said of it: what its registration says is told instead. */
    void addUnlessSaid(
            FindingKind kind,
            String name,
            Via via,
            Script script,
            Node node,
            Map<String, Object> detail,
            List<Func> handlers) {
        names.add(new Offer(kind, name, via, script, node, detail, handlers));
    }

    /** Puts all of them into the report, and tells from where paths may begin. */
    void tell(CallPaths paths) {
        var known = new HashSet<String>();
        offers.forEach(offer -> known.add(offer.kind() + " " + offer.name()));
        names.removeIf(offer -> known.contains(offer.kind() + " " + offer.name()));
        names.stream()
                .filter(offer -> !offer.detail().isEmpty())
                .forEach(offer -> known.add(offer.kind() + " " + offer.name()));
        names.removeIf(
                offer ->
                        offer.detail().isEmpty()
                                && known.contains(offer.kind() + " " + offer.name()));
        offers.addAll(names);
        names.clear();
        for (var offer : offers) {
            if (offer.kind() == FindingKind.TOOL_ADDED && claimsReadOnly(offer.detail())) {
                var does = deeds.from(handlers(offer));
                if (!does.isEmpty()) {
                    offer.detail().put("does", does);
                }
            }
            paths.offered(
                    offer.kind(), offer.name(), offer.handlers(), dispatch.branches(offer.name()));
            report.add(
                    offer.kind(),
                    offer.name(),
                    offer.via(),
                    offer.script(),
                    offer.node(),
                    offer.detail());
        }
        offers.clear();
    }

    /** Where branches that a tool's name leads to are noted. */
    Dispatch dispatch() {
        return dispatch;
    }

    /** The functions of a tool, or else those that are called where its name leads. */
    private List<Func> handlers(Offer offer) {
        if (!offer.handlers().isEmpty()) {
            return offer.handlers();
        }
        var found = new ArrayList<Func>();
        for (var branch : dispatch.branches(offer.name())) {
            found.addAll(deeds.calledIn(branch.script(), branch.call()));
        }
        return found;
    }

    private static boolean claimsReadOnly(Map<String, Object> detail) {
        return READ_ONLY.matcher(String.valueOf(detail.getOrDefault("annotations", ""))).find();
    }
}
