package dev.assay.web.cli;

import dev.assay.scanners.coordinates.RemoteEndpoint;
import dev.assay.scanners.probe.RemoteOutcome;
import dev.assay.scanners.probe.RemoteProbe;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/**
 * Keeps what a remote server says of itself, so that it can be compared with what it says later.
 */
@Command(
        name = "probe",
        mixinStandardHelpOptions = true,
        description = {
            "Writes down what a remote server offers and how it lets people in, as JSON.",
            "Nothing of it is called. 'assay diff FILE.json https://HOST/PATH' says what changed since."
        })
final class ProbeCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ADDRESS", description = "https://mcp.example.com/mcp")
    private String address = "";

    @Option(names = "--output", paramLabel = "FILE", description = "write to a file")
    private @Nullable Path output;

    @Override
    public Integer call() throws IncompleteException, UsageException, InterruptedException {
        var probe = new RemoteProbe(RemoteSettings.read());
        switch (probe.probe(endpoint())) {
            case RemoteOutcome.Probed(var document) -> write(document);
            case RemoteOutcome.NotProbed(var reason) -> throw new IncompleteException(reason);
        }
        return ExitCodes.CLEAN;
    }

    private RemoteEndpoint endpoint() throws UsageException {
        try {
            return RemoteEndpoint.parse(address);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private void write(byte[] document) throws IncompleteException {
        if (output == null) {
            System.out.writeBytes(document);
            System.out.println();
            return;
        }
        try {
            Files.write(output, document);
        } catch (IOException e) {
            throw new IncompleteException(
                    "it cannot be written to "
                            + output
                            + ": "
                            + e
                            + "; name a file in a folder that exists and can be written");
        }
    }
}
