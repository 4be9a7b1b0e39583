package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;

import java.util.ArrayList;
import java.util.List;

/** Who may publish: nobody is left of those who might, or somebody came. */
final class MaintainersRule implements PublisherRule {

    @Override
    public String id() {
        return "maintainers";
    }

    @Override
    public FindingKind kind() {
        return FindingKind.PUBLISHER_CHANGED;
    }

    @Override
    public List<Judgement> judge(PublisherCase publishing) {
        var own = publishing.publication().orElse(null);
        var earlier = publishing.earlier();
        if (own == null || earlier.isEmpty()) {
            return List.of();
        }
        var then = publishing.compared().orElse(earlier.getLast()).maintainers();
        var now = own.maintainers();
        if (then.isEmpty() || now.isEmpty()) {
            return List.of();
        }
        var change = publishing.change();
        var came = new ArrayList<>(now);
        came.removeAll(then);
        if (now.stream().noneMatch(then::contains)) {
            return List.of(
                    judgement(
                            change,
                            Severity.HIGH,
                            String.join(", ", now),
                            "All maintainers were replaced: "
                                    + String.join(", ", then)
                                    + " by "
                                    + String.join(", ", now)));
        }
        return came.isEmpty()
                ? List.of()
                : List.of(
                        judgement(
                                change,
                                Severity.LOW,
                                String.join(", ", came),
                                "May publish it now as well: " + String.join(", ", came)));
    }
}
