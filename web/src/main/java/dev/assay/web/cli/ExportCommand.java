package dev.assay.web.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

/** Takes something out of a running service in the form that another program reads. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Takes what is approved, or what is on record, out of your Assay in the form that",
            "another program reads. Without a FORMAT, the list of formats.",
            "ASSAY_SERVICE stands for --service, and ASSAY_TOKEN is sent where it is set."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it is written",
            "2:the command was not understood",
            "3:the format cannot say what was approved, or the service does not answer"
        })
final class ExportCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "FORMAT",
            arity = "0..1",
            description = "for example squid; without one, what there is")
    private @Nullable String format;

    @Option(
            names = "--service",
            paramLabel = "URL",
            defaultValue = "${env:ASSAY_SERVICE}",
            description = "your Assay, for example http://localhost:8080")
    private @Nullable URI service;

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            description =
                    "sandbox, read-only, pilot or production (what formats take if nothing is said)")
    private @Nullable String stage;

    @Option(names = "--server", paramLabel = "SERVER", description = "only this server")
    private @Nullable String server;

    @Option(
            names = "--consumer",
            paramLabel = "CONSUMER",
            description = "only what this consumer is granted")
    private @Nullable String consumer;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "whatever else the format takes; may be given more than once")
    private Map<String, String> others = new LinkedHashMap<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "where to; standard output if nothing is said")
    private @Nullable Path output;

    @Override
    public Integer call() throws IncompleteException, UsageException, InterruptedException {
        if (service == null) {
            throw new UsageException("say which Assay to ask: --service URL or ASSAY_SERVICE");
        }
        var command = Objects.requireNonNull(spec, "run by itself").commandLine();
        try (var desk = new ExportDesk(service, System.getenv("ASSAY_TOKEN"))) {
            if (format == null) {
                desk.formats().forEach(command.getOut()::println);
                command.getOut().flush();
                return ExitCodes.CLEAN;
            }
            var refusal = desk.export(format, parameters(), output, System.out);
            if (refusal.isEmpty()) {
                return ExitCodes.CLEAN;
            }
            refusal.forEach(line -> command.getErr().println(line));
            return ExitCodes.INCOMPLETE;
        }
    }

    private Map<String, String> parameters() {
        var parameters = new LinkedHashMap<>(others);
        put(parameters, "stage", stage);
        put(parameters, "server", server);
        put(parameters, "consumer", consumer);
        return parameters;
    }

    private static void put(Map<String, String> parameters, String name, @Nullable String value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }
}
