package dev.assay.web.cli;

import dev.assay.scanners.delta.BomDelta;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.vendorbom.BomComparer;
import dev.assay.scanners.vendorbom.BomComparison;
import dev.assay.scanners.vendorbom.BomReading;
import dev.assay.scanners.vendorbom.FoundPackages;
import dev.assay.scanners.vendorbom.VendorBom;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

/** Lays a vendor's bill of materials beside what would be installed. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Compares a vendor's bill of materials with the closure of the release that it is of:",
            "CycloneDX in JSON or XML, SPDX 2 in JSON or as tags and values, SPDX 3 in JSON."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing found at or above --fail-on",
            "1:something found there",
            "2:the command was not understood, or the document is not read",
            "3:the closure could not be resolved"
        })
final class BomCompareCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "ARTIFACT",
            description = "a package URL or npm:@scope/name@1.2.3, with its exact version")
    private String artifact = "";

    @Parameters(paramLabel = "FILE", description = "the vendor's document")
    private Path file = Path.of("");

    @Option(
            names = "--format",
            defaultValue = "text",
            description = "text or json (default: ${DEFAULT-VALUE})")
    private BomReport format = BomReport.TEXT;

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            defaultValue = "high",
            description =
                    "critical, high, medium, low or none: from where on to exit with 1 (default:"
                            + " ${DEFAULT-VALUE})")
    private FailOn failOn = FailOn.HIGH;

    @Mixin private FetchOptions fetching = new FetchOptions();

    @Override
    public Integer call() throws IncompleteException, UsageException, InterruptedException {
        if (!(Artifact.of(artifact) instanceof Artifact.InRegistry(var release))
                || release.version() == null) {
            throw new UsageException(
                    "'" + artifact + "' names no release; write a package URL with its version");
        }
        if (!Files.isRegularFile(file)) {
            throw new UsageException("there is no file " + file);
        }
        VendorBom bom;
        BomComparison comparison;
        try (var workplace = Workplace.open(Terminal.ofProcess(), fetching)) {
            bom = read(workplace);
            comparison =
                    BomComparer.compare(
                            bom,
                            release,
                            FoundPackages.of(workplace.closure(release).packages(), each -> ""));
        }
        var findings = BomDelta.findings(release.toString(), comparison);
        var out = Objects.requireNonNull(spec, "run by itself").commandLine().getOut();
        out.print(format.render(release.toString(), bom, comparison, findings));
        out.flush();
        return isFound(findings) ? ExitCodes.FOUND : ExitCodes.CLEAN;
    }

    private VendorBom read(Workplace workplace)
            throws IncompleteException, UsageException, InterruptedException {
        return switch (workplace.bom(file)) {
            case BomReading.Read(var read) -> read;
            case BomReading.Unreadable(var line, var problem) ->
                    throw new UsageException(
                            file + (line > 0 ? ", line " + line : "") + ": " + problem);
        };
    }

    private boolean isFound(List<Finding> findings) {
        return findings.stream().anyMatch(each -> failOn.includes(each.severity()));
    }
}
