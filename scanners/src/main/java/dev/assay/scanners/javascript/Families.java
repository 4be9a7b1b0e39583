package dev.assay.scanners.javascript;

import java.util.List;

/** Which families of facts there are, and in which walk they look. */
final class Families {

    private final Evaluator evaluator;
    private final Report report;
    private final HandedEnvironment environment;

    Families(Evaluator evaluator, Report report) {
        this.evaluator = evaluator;
        this.report = report;
        this.environment = new HandedEnvironment(evaluator);
    }

    /**
     * Comes first: it says which strings are more than mentions, and who is given the environment.
     */
    List<FactFamily> whereDataGoes() {
        var network = new NetworkFacts(evaluator, report);
        return List.of(
                network,
                new ClientFacts(evaluator, network, report),
                new LaterFacts(evaluator, network),
                new ClientSettingFacts(evaluator, network),
                environment);
    }

    List<FactFamily> whatElse() {
        return List.of(
                new MentionFacts(evaluator, report),
                new EnvironmentFacts(evaluator, environment.parameters(), report),
                new ProcessFacts(evaluator, report),
                new FileFacts(evaluator, report),
                new CodeFacts(evaluator, report),
                new PatchFacts(evaluator, report),
                new RunTextFacts(evaluator, report),
                new MessageFacts(evaluator, report),
                new DownloadFacts(evaluator, report),
                new ListenerFacts(evaluator, report),
                new TelemetryFacts(report),
                new ToolFacts(evaluator, report),
                new TlsFacts(evaluator, report),
                new ObfuscationFacts(report),
                new HomoglyphFacts(report));
    }
}
