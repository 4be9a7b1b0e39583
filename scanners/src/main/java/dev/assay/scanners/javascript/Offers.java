package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.javascript.Value.Func;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import java.util.ArrayList;
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

    /** Puts all of them into the report. */
    void tell() {
        for (var offer : offers) {
            if (offer.kind() == FindingKind.TOOL_ADDED && claimsReadOnly(offer.detail())) {
                var does = deeds.from(offer.handlers());
                if (!does.isEmpty()) {
                    offer.detail().put("does", does);
                }
            }
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

    private static boolean claimsReadOnly(Map<String, Object> detail) {
        return READ_ONLY.matcher(String.valueOf(detail.getOrDefault("annotations", ""))).find();
    }
}
