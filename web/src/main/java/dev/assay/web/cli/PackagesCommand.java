package dev.assay.web.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.net.URI;
import java.util.Objects;

/** Says which packages are one server, at a running service. */
@Command(
        name = "packages",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the packages that one server is shipped as, and says which belong to it.",
            "A server is named by any of its packages, such as npm:@scope/name, or by its id.",
            "ASSAY_SERVICE stands for --service; ASSAY_TOKEN is a token of yours: api:read to list,",
            "api:write of a reviewer to join and part."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "2:the command was not understood",
            "3:the service does not do it, or does not answer"
        })
final class PackagesCommand implements Runnable {

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--service",
            paramLabel = "URL",
            defaultValue = "${env:ASSAY_SERVICE}",
            scope = ScopeType.INHERIT,
            description = "your Assay, for example http://localhost:8080")
    private @Nullable URI service;

    /** Without a command there is nothing to do but to say so. */
    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(), "say what to do: list, join, part");
    }

    private interface Deed {
        PackagesDesk.Shipped at(PackagesDesk desk)
                throws IncompleteException, UsageException, InterruptedException;
    }

    private int tell(Deed deed) throws IncompleteException, UsageException, InterruptedException {
        var token = System.getenv("ASSAY_TOKEN");
        if (service == null || token == null) {
            throw new UsageException(
                    "say which Assay it is for, by --service URL or ASSAY_SERVICE, and set"
                            + " ASSAY_TOKEN to a token of yours");
        }
        var out = out();
        try (var desk = new PackagesDesk(service, token)) {
            deed.at(desk).lines().forEach(out::println);
        }
        out.flush();
        return ExitCodes.CLEAN;
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists them: package, how it is known, by whom and why; and proposals.")
    int list(
            @Parameters(paramLabel = "SERVER", description = "one of its packages, or its id")
                    String server)
            throws IncompleteException, UsageException, InterruptedException {
        return tell(desk -> desk.list(server));
    }

    @Command(
            name = "join",
            mixinStandardHelpOptions = true,
            description = "Says that a package is the same server. Its releases stay its own.")
    int join(
            @Parameters(paramLabel = "SERVER", description = "one of its packages, or its id")
                    String server,
            @Parameters(paramLabel = "PACKAGE", description = "the package that is it too")
                    String other,
            @Option(
                            names = "--reason",
                            required = true,
                            paramLabel = "TEXT",
                            description = "why, for the record")
                    String reason)
            throws IncompleteException, UsageException, InterruptedException {
        return tell(desk -> desk.join(server, other, reason));
    }

    @Command(
            name = "part",
            mixinStandardHelpOptions = true,
            description = "Says that a package is a server of its own after all.")
    int part(
            @Parameters(paramLabel = "PACKAGE", description = "the package that is not it")
                    String other,
            @Option(
                            names = "--reason",
                            required = true,
                            paramLabel = "TEXT",
                            description = "why, for the record")
                    String reason)
            throws IncompleteException, UsageException, InterruptedException {
        return tell(desk -> desk.part(other, reason));
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }
}
