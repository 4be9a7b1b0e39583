package dev.assay.registry.dpia;

import java.util.List;

/**
 * The rows of the ICO's AI and data protection risk toolkit that a registry can bear out, read from
 * a file. It is no replacement for an assessment.
 */
record Toolkit(String id, int version, String follows, List<Step> steps) {

    /**
     * A practical step.
     *
     * @param grade must, should or could
     * @param control how the record tells whether it is done
     */
    record Step(
            String area, String stage, String risk, String step, String grade, String control) {}

    static List<String> columns() {
        return List.of(
                "Risk area",
                "Stage of the lifecycle",
                "Risk",
                "Practical step",
                "Grade",
                "What the registry can tell",
                "Your assessment: high, medium, low",
                "Status",
                "Action",
                "Owner");
    }

    List<List<Cell>> rows(Facts facts) {
        return steps.stream()
                .map(
                        each ->
                                List.of(
                                        Cell.plain(each.area()),
                                        Cell.plain(each.stage()),
                                        Cell.plain(each.risk()),
                                        Cell.plain(each.step()),
                                        Cell.plain(each.grade()),
                                        Controls.status(each.control(), facts),
                                        Cell.unanswered(),
                                        Cell.unanswered(),
                                        Cell.unanswered(),
                                        Cell.unanswered()))
                .toList();
    }
}
