package dev.assay.registry.drill;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.task.Drill;
import dev.assay.registry.gate.GateListener;
import dev.assay.scanners.artifact.UpstreamClient;
import dev.assay.scanners.artifact.UpstreamOutcome;
import dev.assay.scanners.artifact.UpstreamRequest;
import dev.assay.scanners.artifact.UpstreamSettings;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Asks this node's gate for a release as a build does: over its listener, by HTTP. */
final class GateProbe implements AutoCloseable {

    private static final long MOST_BYTES = 64 * 1024;

    private static final UpstreamSettings ONE_TRY =
            new UpstreamSettings(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5),
                    List.of(),
                    0);

    /**
     * One answer.
     *
     * @param served whether the bytes came
     * @param refused whether it was a refusal, which a fault is not
     */
    record Answer(boolean served, boolean refused, String text) {}

    private final UpstreamClient client = new UpstreamClient("drill", ONE_TRY);
    private final String host;
    private final GateListener gate;

    /**
     * @param host by which the listener is reached from here
     */
    GateProbe(GateListener gate, String host) {
        this.gate = gate;
        this.host = host;
    }

    Answer ask(Release release, @Nullable String token) throws InterruptedException {
        var file = Drill.PACKAGE.name() + "-" + release.purl().exactVersion() + ".tgz";
        var uri =
                URI.create(
                        "http://"
                                + host
                                + ":"
                                + gate.port()
                                + "/npm/~/"
                                + release.id()
                                + "/"
                                + Drill.PACKAGE.packageName()
                                + "/-/"
                                + file);
        var request =
                UpstreamRequest.get(
                        uri, Map.of(), token == null ? null : "Bearer " + token, MOST_BYTES);
        return switch (client.send(request)) {
            case UpstreamOutcome.Answered(var status, var headers, var body) ->
                    new Answer(
                            status == 200,
                            status == 403 || status == 404 || status == 410,
                            status + " " + line(body));
            case UpstreamOutcome.TooLarge(var limit) ->
                    new Answer(false, false, "an answer of more than " + limit + " bytes");
            case UpstreamOutcome.Truncated(var reason) -> new Answer(false, false, reason);
            case UpstreamOutcome.Away(var reason, var after) -> new Answer(false, false, reason);
        };
    }

    private static String line(byte[] body) {
        var text = new String(body, StandardCharsets.UTF_8).replaceAll("\\s+", " ");
        return text.length() <= 300 ? text : text.substring(0, 300) + "…";
    }

    @Override
    public void close() {
        client.close();
    }
}
