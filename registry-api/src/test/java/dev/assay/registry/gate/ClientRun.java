package dev.assay.registry.gate;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** What an ecosystem's own client printed, on both streams, and how it ended. */
public record ClientRun(int exit, String output) {

    private static final int PATIENCE_SECONDS = 200;

    /** Whether this machine has a program. */
    public static boolean isHere(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** Runs a client without input until it ends, and whatever it started with it. */
    public static ClientRun of(ProcessBuilder client) throws IOException, InterruptedException {
        var output = Files.createTempFile("client", null);
        var process =
                client.redirectErrorStream(true)
                        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                        .redirectOutput(output.toFile())
                        .start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(
                        client.command() + " did not end; it printed " + Files.readString(output));
            }
            var run = new ClientRun(process.exitValue(), Files.readString(output));
            Transcripts.note(client.command(), run);
            return run;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            Files.delete(output);
        }
    }
}
