package dev.assay.registry.gate.npm;

import dev.assay.registry.gate.GateAnswer;
import dev.assay.registry.gate.GateRequest;
import dev.assay.registry.gate.GateSnapshot;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;

/**
 * A package's packument as one kind of caller gets it, in each form that was asked for so far. It
 * holds for as long as what it was made from does.
 */
final class ServedPackument {

    /** The forms of one packument. */
    enum Form {
        FULL("application/json", false),
        FULL_GZIP("application/json", true),
        ABBREVIATED("application/vnd.npm.install-v1+json", false),
        ABBREVIATED_GZIP("application/vnd.npm.install-v1+json", true);

        private final String type;
        private final boolean gzip;

        Form(String type, boolean gzip) {
            this.type = type;
            this.gzip = gzip;
        }

        /** What a request accepts. npm names the abbreviated type wherever it understands it. */
        static Form wantedBy(GateRequest request) {
            var accept = request.header("accept");
            var abbreviated = accept != null && accept.contains(ABBREVIATED.type);
            return gzipIsWanted(request)
                    ? abbreviated ? ABBREVIATED_GZIP : FULL_GZIP
                    : abbreviated ? ABBREVIATED : FULL;
        }

        private static boolean gzipIsWanted(GateRequest request) {
            var codings = request.header("accept-encoding");
            if (codings == null || !codings.contains("gzip")) {
                return false;
            }
            for (var coding : codings.split(",")) {
                var parts = coding.strip().split(";");
                if (parts[0].strip().equalsIgnoreCase("gzip")) {
                    return parts.length == 1 || !parts[1].strip().matches("q=0(\\.0*)?");
                }
            }
            return false;
        }
    }

    /** Bytes. A larger one is uncompressed and seldom asked for. */
    private static final int LARGEST_OFF_HEAP = 256 << 10;

    private record Body(String etag, GateAnswer found, GateAnswer notModified) {}

    private final GateSnapshot snapshot;
    private final @Nullable UpstreamOutline outline;
    private final long alterations;
    private final Instant until;
    private final PackumentWriter writer;
    private final AtomicLong weight;
    private final Map<Form, Body> bodies = new ConcurrentHashMap<>();

    /**
     * @param until when an approval that it rests on expires
     * @param weight grows by the bytes that are kept
     */
    ServedPackument(
            GateSnapshot snapshot,
            @Nullable UpstreamOutline outline,
            long alterations,
            Instant until,
            PackumentView view,
            AtomicLong weight) {
        this.snapshot = snapshot;
        this.outline = outline;
        this.alterations = alterations;
        this.until = until;
        this.writer = new PackumentWriter(view);
        this.weight = weight;
    }

    boolean holds(
            GateSnapshot nowSnapshot,
            @Nullable UpstreamOutline nowOutline,
            long nowAlterations,
            Instant now) {
        return snapshot == nowSnapshot
                && outline == nowOutline
                && alterations == nowAlterations
                && now.isBefore(until);
    }

    PackumentWriter writer() {
        return writer;
    }

    /** The form that is wanted, if it was made before. */
    Optional<GateAnswer> atOnce(GateRequest request) {
        var body = bodies.get(Form.wantedBy(request));
        return body == null ? Optional.empty() : Optional.of(answer(request, body));
    }

    GateAnswer answer(GateRequest request) {
        return answer(request, bodies.computeIfAbsent(Form.wantedBy(request), this::make));
    }

    private static GateAnswer answer(GateRequest request, Body body) {
        var condition = request.header("if-none-match");
        return condition != null && matches(condition, body.etag())
                ? body.notModified()
                : body.found();
    }

    private static boolean matches(String condition, String etag) {
        for (var each : condition.split(",")) {
            var bare = each.strip();
            if (bare.equals("*") || bare.equals(etag) || bare.equals("W/" + etag)) {
                return true;
            }
        }
        return false;
    }

    private Body make(Form form) {
        var plain =
                switch (form) {
                    case FULL, FULL_GZIP -> writer.full();
                    case ABBREVIATED, ABBREVIATED_GZIP -> writer.abbreviated();
                };
        var bytes = form.gzip ? gzipped(plain) : plain;
        weight.addAndGet(bytes.length);
        // Ours, not upstream's: it changes whenever an approval changes what is listed.
        var etag = '"' + Sha256.of(bytes).hex().substring(0, 32) + '"';
        var common = new LinkedHashMap<String, String>();
        common.put("ETag", etag);
        common.put("Cache-Control", "max-age=0, must-revalidate");
        common.put("Vary", "Accept, Accept-Encoding");
        var whole = new LinkedHashMap<>(common);
        whole.put("Content-Type", form.type);
        if (form.gzip) {
            whole.put("Content-Encoding", "gzip");
        }
        return new Body(
                etag,
                new GateAnswer(200, null, whole, content(bytes)),
                GateAnswer.empty(304, common));
    }

    /** Outside of the heap, where a socket takes it from; what lies in the heap is copied first. */
    private static GateAnswer.Content content(byte[] bytes) {
        return bytes.length > LARGEST_OFF_HEAP
                ? new GateAnswer.Bytes(bytes)
                : new GateAnswer.Held(
                        ByteBuffer.allocateDirect(bytes.length)
                                .put(bytes)
                                .flip()
                                .asReadOnlyBuffer());
    }

    private static byte[] gzipped(byte[] plain) {
        var target = new ByteArrayOutputStream(plain.length / 4 + 64);
        try (var gzip = new GZIPOutputStream(target)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException("memory has no I/O errors", e);
        }
        return target.toByteArray();
    }
}
