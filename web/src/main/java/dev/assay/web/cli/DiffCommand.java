package dev.assay.web.cli;

import dev.assay.scanners.delta.Delta;
import dev.assay.scanners.delta.DeltaEngine;
import dev.assay.scanners.delta.Deltas;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

/** Says what changed in capability between two versions. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = "Says what a newer version can do that an older one could not.")
final class DiffCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            paramLabel = "OLD",
            description =
                    "a package URL, npm:@scope/name@1.2.3, a .tgz file, an unpacked folder or the"
                            + " https address of a remote server")
    private String old = "";

    @Parameters(index = "1", paramLabel = "NEW", description = "the same for the newer version")
    private String newer = "";

    @Mixin private ReportOptions report = new ReportOptions();

    @Mixin private FetchOptions fetching = new FetchOptions();

    @Override
    public Integer call() throws IncompleteException, UsageException, InterruptedException {
        var terminal = Terminal.ofProcess();
        var from = Artifact.of(old);
        var to = Artifact.of(newer);
        Delta delta;
        try (var workplace = Workplace.open(terminal, fetching)) {
            delta =
                    fetching.closure()
                            ? new ClosureLook(workplace).compare(from, to)
                            : compare(workplace, workplace.fetch(from), workplace.fetch(to));
            delta = workplace.published(delta, from, to);
            if (fetching.detonate()) {
                delta = new Detonations(workplace, terminal).joined(delta, from, to);
            }
        }
        return report.tell(delta, System.out, terminal);
    }

    private static Delta compare(Workplace workplace, Fetched from, Fetched to)
            throws IncompleteException, InterruptedException {
        return switch (from) {
            case Fetched.Altered(var purl, var expected, var actual) ->
                    throw new IncompleteException(
                            "there is nothing to compare with: the bytes of "
                                    + purl
                                    + " are not those the registry promises (expected "
                                    + expected
                                    + ", got "
                                    + actual
                                    + ")");
            case Fetched.Ready older -> {
                var before = workplace.scan(older);
                yield switch (to) {
                    case Fetched.Ready ready -> {
                        var now = workplace.scan(ready);
                        yield ready.told(new DeltaEngine().compare(before, now), now);
                    }
                    case Fetched.Altered(var purl, var expected, var actual) ->
                            Deltas.integrityMismatch(
                                    new Delta.Side(before.purl(), before.sha256()),
                                    new Delta.Side(purl.toString(), null),
                                    expected,
                                    actual);
                };
            }
        };
    }
}
