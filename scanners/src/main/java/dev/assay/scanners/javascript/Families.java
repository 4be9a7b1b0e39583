package dev.assay.scanners.javascript;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Which families of facts there are, and in which walk they look. */
final class Families {

    private final Evaluator evaluator;
    private final Report report;
    private final Offers offers;
    private final HandedEnvironment environment;
    private final Mentions mentions = new Mentions();
    private @Nullable Senders senders;

    Families(Evaluator evaluator, Report report) {
        this.evaluator = evaluator;
        this.report = report;
        var deeds = new Deeds(evaluator);
        this.offers = new Offers(report, deeds);
        report.observe(deeds);
        this.environment = new HandedEnvironment(evaluator);
    }

    /**
     * Comes first: it says which strings are more than mentions, and who is given the environment.
     * These look at calls and assignments alone, and not at what stands around them.
     */
    List<FactFamily> whereDataGoes() {
        var network = new NetworkFacts(evaluator, report);
        senders = new Senders(evaluator, network);
        network.tell(senders);
        return List.of(
                network,
                new IndirectFacts(List.of(network)),
                new ClientFacts(evaluator, network, report),
                new LaterFacts(evaluator, network),
                new HandedRequests(evaluator, network),
                new ClientSettingFacts(evaluator, network),
                environment);
    }

    List<FactFamily> whatElse() {
        var processes = new ProcessFacts(evaluator, report);
        var files = new FileFacts(evaluator, report);
        var code = new CodeFacts(evaluator, report);
        var families = new ArrayList<FactFamily>();
        if (senders != null) {
            families.add(senders);
        }
        families.add(mentions);
        families.addAll(
                List.of(
                        new MentionFacts(evaluator, report),
                        new EnvironmentFacts(evaluator, environment.parameters(), report),
                        processes,
                        files,
                        code,
                        new IndirectFacts(List.of(processes, files, code)),
                        new CopyFacts(evaluator, report),
                        new PatchFacts(evaluator, report),
                        new RunTextFacts(evaluator, report),
                        new MessageFacts(evaluator, report),
                        new DownloadFacts(evaluator, report),
                        new ListenerFacts(evaluator, report),
                        new TelemetryFacts(report),
                        new TelemetryEvents(evaluator, report),
                        new ToolFacts(evaluator, report, offers),
                        new ToolModules(evaluator, offers),
                        new TitledTools(evaluator, offers),
                        new ClientRequests(evaluator, report),
                        new TlsFacts(evaluator, report),
                        new ObfuscationFacts(report),
                        new HomoglyphFacts(report)));
        return families;
    }

    /** What the second walk notes for who looks for callers. */
    Mentions mentions() {
        return mentions;
    }

    /** What could be told only after both walks. */
    void finish(CallPaths paths) {
        offers.tell(paths);
    }
}
