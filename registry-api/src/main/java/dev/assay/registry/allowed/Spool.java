package dev.assay.registry.allowed;

import dev.assay.inventory.release.Stage;
import dev.assay.registry.export.ExportRequest;
import dev.assay.registry.export.Unsaid;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Takes servers one by one, holds each against what the target can say, and keeps what it can on
 * disk, so that the head of a file may tell what is in the rest of it.
 */
final class Spool implements Closeable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_TOLD = 50;

    /** A part that goes may take another objection with it, or bring one; never for long. */
    private static final int MOST_ROUNDS = 5;

    private final Sayable sayable;
    private final boolean leaveOut;
    private final Path file;
    private final MessageDigest digest = Sha256.newDigest();
    private final OutputStream to;
    private final List<Unsaid> refused = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private int refusedMore;
    private int leftOutMore;
    private int servers;
    private @Nullable Instant until;

    Spool(Sayable sayable, boolean leaveOut) throws IOException {
        this.sayable = sayable;
        this.leaveOut = leaveOut;
        this.file = Files.createTempFile("assay-allowed-", "");
        this.to =
                new DigestOutputStream(
                        new BufferedOutputStream(Files.newOutputStream(file), 64 * 1024), digest);
    }

    void take(AllowedServer server) throws IOException {
        var rest = server;
        for (var round = 0; round < MOST_ROUNDS; round++) {
            var objections = sayable.objections(rest);
            if (objections.isEmpty()) {
                keep(sayable.used(rest));
                return;
            }
            for (var objection : objections) {
                tell(objection.of(server));
            }
            if (!leaveOut) {
                return;
            }
            switch (Sayable.without(rest, objections)) {
                case Sayable.Rest.Nothing() -> {
                    return;
                }
                case Sayable.Rest.Server(var narrower) -> rest = narrower;
            }
        }
        throw new IllegalStateException("objections to " + server.purl() + " do not end");
    }

    private void tell(Unsaid unsaid) {
        if (leaveOut) {
            if (leftOut.size() < MOST_TOLD) {
                leftOut.add(unsaid.subject() + ": " + unsaid.why());
            } else {
                leftOutMore++;
            }
        } else if (refused.size() < MOST_TOLD) {
            refused.add(unsaid);
        } else {
            refusedMore++;
        }
    }

    private void keep(AllowedServer server) throws IOException {
        to.write(JSON.writeValueAsBytes(server));
        to.write('\n');
        servers++;
        ends(server.expiresAt());
        server.tools().forEach(tool -> tool.grants().forEach(each -> ends(each.until())));
    }

    private void ends(@Nullable Instant at) {
        if (at != null && (until == null || at.isBefore(until))) {
            until = at;
        }
    }

    List<Unsaid> refused() {
        return refused;
    }

    int refusedMore() {
        return refusedMore;
    }

    /** All of it, once the last server was taken. */
    Allowed allowed(
            Stage stage,
            List<Aspect> elsewhere,
            List<Withdrawn> withdrawn,
            FirstMade firstMade,
            String format,
            ExportRequest request)
            throws IOException {
        to.close();
        digest.update(
                (format
                                + new TreeMap<>(request.parameters())
                                + leftOut
                                + (withdrawn.isEmpty() ? "" : withdrawn))
                        .getBytes(StandardCharsets.UTF_8));
        var sum = Sha256.ofDigest(digest.digest());
        return new Allowed(
                stage,
                sum,
                firstMade.of(sum),
                until,
                elsewhere,
                leftOut,
                leftOutMore,
                withdrawn,
                servers,
                file);
    }

    @Override
    public void close() throws IOException {
        to.close();
        Files.deleteIfExists(file);
    }
}
