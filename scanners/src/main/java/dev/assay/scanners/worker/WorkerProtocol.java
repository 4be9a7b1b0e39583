package dev.assay.scanners.worker;

import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.profile.Profile;
import dev.assay.scanners.worker.ScanOutcome.NotScanned;
import dev.assay.scanners.worker.ScanOutcome.Scanned;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What the service and a worker say to each other: frames of a mark, a kind, a length and JSON. The
 * worker has parsed hostile bytes, so what it says is read like hostile bytes.
 */
final class WorkerProtocol {

    /** The worker said something that is no answer. */
    static final class GarbageException extends IOException {
        private static final long serialVersionUID = 1L;

        GarbageException(String message) {
            super(message);
        }
    }

    /**
     * One order.
     *
     * @param purl the canonical package URL, or null to take what the package claims
     */
    record Order(String artifact, @Nullable String purl) {

        Path path() {
            return Path.of(artifact);
        }

        @Nullable Purl release() {
            return purl == null ? null : Purl.parse(purl);
        }
    }

    private static final int MARK = 0x41535359;
    private static final int LARGEST_ORDER = 1 << 16;
    private static final byte SCANNED = 'S';
    private static final byte NOT_SCANNED = 'N';
    private static final byte ORDER = 'O';
    private static final JsonMapper JSON = new JsonMapper();

    private WorkerProtocol() {}

    static void writeOrder(DataOutputStream out, Order order) throws IOException {
        write(out, ORDER, JSON.writeValueAsBytes(order));
    }

    /** The next order; throws {@link java.io.EOFException} when there are no more. */
    static Order readOrder(DataInputStream in) throws IOException {
        return JSON.readValue(read(in, LARGEST_ORDER, ORDER).body(), Order.class);
    }

    static void writeOutcome(DataOutputStream out, ScanOutcome outcome) throws IOException {
        switch (outcome) {
            case Scanned(var profile) -> write(out, SCANNED, JSON.writeValueAsBytes(profile));
            case NotScanned refusal -> write(out, NOT_SCANNED, JSON.writeValueAsBytes(refusal));
        }
    }

    static ScanOutcome readOutcome(DataInputStream in, int largest) throws IOException {
        var frame = read(in, largest, SCANNED, NOT_SCANNED);
        try {
            return frame.kind() == SCANNED
                    ? new Scanned(JSON.readValue(frame.body(), Profile.class))
                    : JSON.readValue(frame.body(), NotScanned.class);
        } catch (JacksonException e) {
            throw new GarbageException("its answer is no result: " + e.getOriginalMessage());
        }
    }

    private record Frame(byte kind, byte[] body) {}

    private static void write(DataOutputStream out, byte kind, byte[] body) throws IOException {
        out.writeInt(MARK);
        out.writeByte(kind);
        out.writeInt(body.length);
        out.write(body);
        out.flush();
    }

    private static Frame read(DataInputStream in, int largest, byte... kinds) throws IOException {
        var mark = in.readInt();
        var kind = in.readByte();
        var length = in.readInt();
        var known = false;
        for (var expected : kinds) {
            known |= kind == expected;
        }
        if (mark != MARK || !known) {
            throw new GarbageException("its answer does not begin like one");
        }
        if (length < 0 || length > largest) {
            throw new GarbageException("its answer exceeds " + largest + " bytes");
        }
        var body = in.readNBytes(length);
        if (body.length < length) {
            throw new java.io.EOFException("its answer ends early");
        }
        return new Frame(kind, body);
    }
}
