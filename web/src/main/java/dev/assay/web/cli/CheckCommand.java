package dev.assay.web.cli;

import dev.assay.scanners.artifact.npm.NpmConfiguration;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

/** Says which configured servers may not be used, and what to write instead. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Reads configurations of MCP clients and says which servers are unpinned, unknown,",
            "unapproved or revoked, and what to write instead.",
            "Without a FILE, every configuration of this folder that a client would read.",
            "ASSAY_SERVICE stands for --service, and ASSAY_TOKEN is sent where it is set."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing at or above --fail-on",
            "1:something there",
            "2:the command was not understood",
            "3:a file could not be read, or the service does not answer"
        })
final class CheckCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "a client's configuration")
    private List<Path> files = List.of();

    @Option(
            names = "--service",
            paramLabel = "URL",
            defaultValue = "${env:ASSAY_SERVICE}",
            description = "your Assay, for example http://localhost:8080")
    private @Nullable URI service;

    @Option(names = "--offline", description = "ask nobody; only what the files themselves say")
    private boolean offline;

    @Option(names = "--machine", description = "also the configurations of whoever runs this")
    private boolean machine;

    @Option(
            names = "--format",
            defaultValue = "text",
            description = "text or json (default: ${DEFAULT-VALUE})")
    private CheckReport format = CheckReport.TEXT;

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            defaultValue = "high",
            description = "critical, high, medium, low or none (default: ${DEFAULT-VALUE})")
    private FailOn failOn = FailOn.HIGH;

    @Override
    public Integer call() throws IncompleteException, UsageException, InterruptedException {
        if (service == null && !offline) {
            throw new UsageException(
                    "say which Assay to ask: --service URL or ASSAY_SERVICE; or --offline to ask nobody");
        }
        var asked =
                offline || service == null
                        ? null
                        : new StandingDesk(service, System.getenv("ASSAY_TOKEN"));
        try (asked) {
            var npm =
                    NpmConfiguration.read(
                            System.getenv(),
                            Path.of(""),
                            Path.of(System.getProperty("user.home")),
                            null);
            var check = new ConfigurationCheck(asked, name -> npm.registryFor(name).orElse(null));
            var checked = new ArrayList<ConfigurationCheck.Checked>();
            for (var file : wanted()) {
                checked.add(check.check(file));
            }
            if (checked.isEmpty()) {
                err().println(
                                "assay: no client's configuration stands in this folder (.mcp.json,"
                                        + " .vscode/mcp.json, .cursor/mcp.json, …); name a FILE, or look with"
                                        + " --machine");
            }
            var out = out();
            out.print(format.render(checked));
            out.flush();
            var fails =
                    checked.stream()
                            .flatMap(each -> each.problems().stream())
                            .anyMatch(each -> failOn.includes(each.severity()));
            return fails ? ExitCodes.FOUND : ExitCodes.CLEAN;
        }
    }

    private List<Path> wanted() {
        var wanted = new ArrayList<>(files);
        if (files.isEmpty()) {
            wanted.addAll(KnownConfigurations.ofRepository(Path.of("")));
        }
        if (machine) {
            wanted.addAll(KnownConfigurations.ofMachine(Path.of(System.getProperty("user.home"))));
        }
        return wanted;
    }

    private PrintWriter err() {
        return Objects.requireNonNull(spec).commandLine().getErr();
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }
}
