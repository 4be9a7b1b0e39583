package dev.assay.scanners.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What keeps a worker process from the network. It is found by trying, once per start of the
 * service: whether a kernel, a container or a policy allows it cannot be known otherwise.
 *
 * @param prefix what to write before the worker's command
 * @param description {@code network namespace}, or {@code none:} and the reason
 */
public record Isolation(List<String> prefix, String description) {

    private static final List<String> MAPPINGS = List.of("--map-current-user", "--map-root-user");
    private static final int PROBE_SECONDS = 10;

    public Isolation {
        prefix = List.copyOf(prefix);
    }

    /** Whether the worker has no network. */
    public boolean holds() {
        return !prefix.isEmpty();
    }

    /** Tries a user and network namespace of its own, as Linux has them. */
    static Isolation probe() throws InterruptedException {
        var reason = "there is no unshare command";
        for (var mapping : MAPPINGS) {
            var prefix = List.of("unshare", "--user", mapping, "--net", "--");
            try {
                var answer = run(prefix, "cat", "/proc/self/net/dev");
                if (answer.startsWith("Inter-") && onlyLoopback(answer)) {
                    return new Isolation(prefix, "network namespace");
                }
                reason = answer.isBlank() ? "the namespace still has interfaces" : answer.strip();
            } catch (IOException e) {
                return new Isolation(List.of(), "none: " + reason);
            }
        }
        return new Isolation(List.of(), "none: " + reason.lines().findFirst().orElse(reason));
    }

    private static String run(List<String> prefix, String... program)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(prefix);
        command.addAll(List.of(program));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            var answer =
                    new String(
                            process.getInputStream().readNBytes(1 << 16), StandardCharsets.UTF_8);
            if (!process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS)) {
                return "the probe hangs";
            }
            return answer;
        } finally {
            process.destroyForcibly();
        }
    }

    private static boolean onlyLoopback(String table) {
        return table.lines().skip(2).allMatch(line -> line.strip().startsWith("lo:"));
    }
}
