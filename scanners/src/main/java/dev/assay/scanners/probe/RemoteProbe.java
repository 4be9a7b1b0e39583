package dev.assay.scanners.probe;

import dev.assay.scanners.artifact.PublicAddresses;
import dev.assay.scanners.artifact.remote.ProbeMain;
import dev.assay.scanners.artifact.remote.ProbeOrder;
import dev.assay.scanners.coordinates.RemoteEndpoint;
import dev.assay.scanners.worker.OneShot;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Asks a remote server what it offers and how it lets people in. No tool of it is called. The
 * answers are read in a process of its own, which has a deadline, little memory and, unless told
 * otherwise, no way to private addresses.
 */
public final class RemoteProbe {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int HEAP_MEGABYTES = 192;
    private static final List<String> TRUST =
            List.of(
                    "javax.net.ssl.trustStore",
                    "javax.net.ssl.trustStorePassword",
                    "javax.net.ssl.trustStoreType");

    private final ProbeSettings settings;

    public RemoteProbe(ProbeSettings settings) {
        this.settings = settings;
    }

    public RemoteOutcome probe(RemoteEndpoint endpoint) throws InterruptedException {
        try {
            return asked(endpoint);
        } catch (IOException e) {
            return new RemoteOutcome.NotProbed("the probe cannot be started: " + e);
        }
    }

    private RemoteOutcome asked(RemoteEndpoint endpoint) throws IOException, InterruptedException {
        var flags = new ArrayList<String>();
        for (var name : TRUST) {
            var value = System.getProperty(name);
            if (value != null) {
                flags.add("-D" + name + "=" + value);
            }
        }
        if (!settings.privateAddresses()) {
            flags.add("-D" + PublicAddresses.ALL_THREADS + "=true");
        }
        var order =
                new ProbeOrder(
                        endpoint.toString(),
                        settings.privateAddresses(),
                        settings.registering(),
                        settings.token(),
                        settings.largestAnswer());
        var outcome =
                OneShot.run(
                        ProbeMain.class,
                        flags,
                        JSON.writeValueAsBytes(order),
                        OneShot.costing(
                                HEAP_MEGABYTES, settings.deadline(), settings.largestAnswer()));
        return switch (outcome) {
            case OneShot.Outcome.Answered(var answer) -> answer(answer);
            case OneShot.Outcome.Failed(var reason) ->
                    new RemoteOutcome.NotProbed(endpoint + " cannot be probed: " + reason);
        };
    }

    /** The first byte says whether the rest is a document or a reason. */
    private static RemoteOutcome answer(byte[] answer) {
        var rest = Arrays.copyOfRange(answer, Math.min(1, answer.length), answer.length);
        return answer.length > 0 && answer[0] == ProbeMain.DOCUMENT
                ? new RemoteOutcome.Probed(rest)
                : new RemoteOutcome.NotProbed(new String(rest, StandardCharsets.UTF_8));
    }
}
