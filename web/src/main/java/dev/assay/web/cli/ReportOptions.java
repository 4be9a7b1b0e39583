package dev.assay.web.cli;

import dev.assay.scanners.delta.Delta;
import dev.assay.scanners.report.ReportFormat;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** How a delta is told, and when it makes the command fail. */
final class ReportOptions {

    @Option(
            names = "--format",
            defaultValue = "text",
            description = "text, json, sarif, markdown or html (default: ${DEFAULT-VALUE})")
    private ReportFormat format = ReportFormat.TEXT;

    @Option(names = "--output", paramLabel = "FILE", description = "write to a file")
    private @Nullable Path output;

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            defaultValue = "high",
            description =
                    "critical, high, medium, low or none: from where on to exit with 1 (default:"
                            + " ${DEFAULT-VALUE})")
    private FailOn failOn = FailOn.HIGH;

    @Option(
            names = "--service",
            paramLabel = "URL",
            description =
                    "the address of your Assay, for links to the pages of its rules in sarif, markdown"
                            + " and html")
    private @Nullable URI service;

    /** Writes the report; the result is the command's exit code. */
    int tell(Delta delta, PrintStream standardOutput, Terminal terminal)
            throws IncompleteException {
        if (output == null) {
            var report = format.render(delta, terminal.showsColour(), service);
            standardOutput.writeBytes(report.getBytes(StandardCharsets.UTF_8));
            standardOutput.flush();
        } else {
            write(output, format.render(delta, false, service));
        }
        return failOn.exitCode(delta);
    }

    private static void write(Path file, String report) throws IncompleteException {
        try {
            Files.writeString(file, report);
        } catch (IOException e) {
            throw new IncompleteException(
                    "the report cannot be written to "
                            + file
                            + ": "
                            + e
                            + "; name a file in a folder that exists and can be written");
        }
    }
}
