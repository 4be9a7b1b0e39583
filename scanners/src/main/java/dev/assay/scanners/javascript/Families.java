package dev.assay.scanners.javascript;

import java.util.List;

/** Which families of facts there are, and in which walk they look. */
final class Families {

    private Families() {}

    static List<FactFamily> whereDataGoes(Evaluator evaluator, Report report) {
        var network = new NetworkFacts(evaluator, report);
        return List.of(network, new ClientFacts(evaluator, network, report));
    }

    static List<FactFamily> whatElse(Evaluator evaluator, Report report) {
        return List.of(
                new MentionFacts(evaluator, report),
                new EnvironmentFacts(evaluator, report),
                new ProcessFacts(evaluator, report),
                new FileFacts(evaluator, report),
                new CodeFacts(evaluator, report),
                new ListenerFacts(evaluator, report),
                new TelemetryFacts(report),
                new ToolFacts(evaluator, report),
                new ObfuscationFacts(report));
    }
}
