package dev.assay.registry.allowed;

import dev.assay.inventory.release.Stage;
import dev.assay.registry.gate.PlainText;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * All that is allowed, as far as it was asked for and can be said. The servers stay on disk: there
 * may be many.
 *
 * @param stage for which it is approved
 * @param digest of everything that is said here, but for the times
 * @param made when exactly this was exported for the first time since this process began
 * @param until the earliest end of an approval or grant in it; null where nothing is allowed
 * @param elsewhere what others see to, as whoever exports it says
 * @param leftOut the first of what was left out because it cannot be said
 * @param leftOutMore how much more was
 * @param withdrawn what is to be denied by name, by package URL; empty where the target cannot
 * @param servers how many there are
 * @param file one server a line
 */
public record Allowed(
        Stage stage,
        Sha256 digest,
        Instant made,
        @Nullable Instant until,
        List<Aspect> elsewhere,
        List<String> leftOut,
        int leftOutMore,
        List<Withdrawn> withdrawn,
        int servers,
        Path file) {

    private static final JsonMapper JSON = new JsonMapper();

    public Allowed {
        elsewhere = List.copyOf(elsewhere);
        leftOut = List.copyOf(leftOut);
        withdrawn = List.copyOf(withdrawn);
    }

    /** Takes one server at a time. */
    @FunctionalInterface
    public interface Each {
        void take(AllowedServer server) throws IOException;
    }

    /** All servers, by package URL. */
    public void each(Each taker) throws IOException {
        try (var lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                taker.take(JSON.readValue(line, AllowedServer.class));
            }
        }
    }

    /** The same for those that have any destination. */
    public void eachWithHosts(Each taker) throws IOException {
        each(
                server -> {
                    if (!server.hosts().isEmpty()) {
                        taker.take(server);
                    }
                });
    }

    /** For a comment: one line each, in printable ASCII. */
    public List<String> head(boolean aboutHosts) {
        var head = new ArrayList<String>();
        head.add(
                "Made by Assay from what is approved for "
                        + stage.words()
                        + "; what is not named here is denied.");
        head.add(
                "Policy sha256 "
                        + digest
                        + ", made "
                        + made
                        + (until == null ? "." : ", holds until " + until + "."));
        if (aboutHosts) {
            head.add(
                    "Rules on DNS names and SNI reduce where data can go; they do not eliminate it.");
        }
        if (!elsewhere.isEmpty()) {
            head.add(
                    "Kept elsewhere, as whoever exported this says: "
                            + String.join(", ", elsewhere.stream().map(Aspect::words).toList())
                            + ".");
        }
        leftOut.forEach(each -> head.add("Left out: " + PlainText.ascii(each, 400)));
        if (leftOutMore > 0) {
            head.add("Left out: " + leftOutMore + " more.");
        }
        return head;
    }
}
