package dev.assay.web.cli;

import dev.assay.scanners.delta.Delta;
import dev.assay.scanners.delta.DeltaEngine;
import dev.assay.scanners.delta.Deltas;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

/** Vets one version alone. */
@Command(
        name = "scan",
        mixinStandardHelpOptions = true,
        description = "Vets one version alone: what it is, what it does, what was read of it.")
final class ScanCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "ARTIFACT",
            description =
                    "a package URL, npm:@scope/name@1.2.3, a .tgz file, an unpacked folder or the"
                            + " https address of a remote server")
    private String artifact = "";

    @Mixin private ReportOptions report = new ReportOptions();

    @Mixin private FetchOptions fetching = new FetchOptions();

    @Override
    public Integer call() throws IncompleteException, UsageException, InterruptedException {
        var terminal = Terminal.ofProcess();
        Delta delta;
        try (var workplace = Workplace.open(terminal, fetching)) {
            var what = Artifact.of(artifact);
            delta =
                    fetching.closure()
                            ? new ClosureLook(workplace).compare(null, what)
                            : alone(workplace, what);
            delta = workplace.published(delta, null, what);
            if (fetching.detonate()) {
                delta = new Detonations(workplace, terminal).joined(delta, null, what);
            }
        }
        return report.tell(delta, System.out, terminal);
    }

    private static Delta alone(Workplace workplace, Artifact artifact)
            throws IncompleteException, UsageException, InterruptedException {
        return switch (workplace.fetch(artifact)) {
            case Fetched.Ready ready -> {
                var now = workplace.scan(ready);
                yield ready.told(new DeltaEngine().compare(null, now), now);
            }
            case Fetched.Altered(var purl, var expected, var actual) ->
                    Deltas.integrityMismatch(
                            null, new Delta.Side(purl.toString(), null), expected, actual);
        };
    }
}
