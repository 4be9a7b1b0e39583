package dev.assay.scanners.worker;

import dev.assay.scanners.changes.ChangePlan;
import dev.assay.scanners.profile.Profile;
import dev.assay.scanners.worker.ScanOutcome.NotScanned;
import dev.assay.scanners.worker.ScanOutcome.Scanned;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

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

    /** What a worker can be asked for. */
    sealed interface Order {

        /** The artifact that it is about, for people. */
        String artifact();
    }

    /**
     * A package's profile.
     *
     * @param purl the canonical package URL, or null to take what the package claims
     */
    record Scan(String artifact, @Nullable String purl) implements Order {}

    /** What a file that was handed in says of itself. */
    record Look(String artifact) implements Order {}

    /**
     * Something of two packages: the code of a plan, or else the difference of one file.
     *
     * @param from the older artifact with its package URL, or null
     * @param plan null where {@code file} is asked for
     * @param file null where there is a plan
     */
    record Cut(@Nullable Scan from, Scan to, @Nullable ChangePlan plan, @Nullable String file)
            implements Order {

        @Override
        public String artifact() {
            return to.artifact();
        }
    }

    /**
     * What a package says of its source, or how it compares with it.
     *
     * @param source the commit, or null where it is asked what the package says
     * @param directory where in the commit the package is made
     */
    record Source(Scan pack, @Nullable Scan source, String directory) implements Order {

        @Override
        public String artifact() {
            return pack.artifact();
        }
    }

    /** What a vendor's bill of materials says, a document by its path. */
    record Bom(String artifact) implements Order {}

    /** What lies in an image or a bundle. */
    record Inside(Scan pack) implements Order {

        @Override
        public String artifact() {
            return pack.artifact();
        }
    }

    private static final int MARK = 0x41535359;

    /** A plan names up to some thousand functions with what is left out of them. */
    private static final int LARGEST_ORDER = 64 << 20;

    private static final byte DONE = 'S';
    private static final byte NOT_DONE = 'N';
    private static final byte SCAN = 'O';
    private static final byte CUT = 'C';
    private static final byte LOOK = 'L';
    private static final byte SOURCE = 'R';
    private static final byte BOM = 'B';
    private static final byte INSIDE = 'I';
    private static final JsonMapper JSON = new JsonMapper();

    private WorkerProtocol() {}

    static void writeOrder(DataOutputStream out, Order order) throws IOException {
        var kind =
                switch (order) {
                    case Scan scan -> SCAN;
                    case Cut cut -> CUT;
                    case Look look -> LOOK;
                    case Source source -> SOURCE;
                    case Bom bom -> BOM;
                    case Inside inside -> INSIDE;
                };
        write(out, kind, JSON.writeValueAsBytes(order));
    }

    /** The next order; throws {@link java.io.EOFException} when there are no more. */
    static Order readOrder(DataInputStream in) throws IOException {
        var frame = read(in, LARGEST_ORDER, SCAN, CUT, LOOK, SOURCE, BOM, INSIDE);
        return switch (frame.kind()) {
            case SCAN -> JSON.readValue(frame.body(), Scan.class);
            case CUT -> JSON.readValue(frame.body(), Cut.class);
            case LOOK -> JSON.readValue(frame.body(), Look.class);
            case BOM -> JSON.readValue(frame.body(), Bom.class);
            case INSIDE -> JSON.readValue(frame.body(), Inside.class);
            default -> JSON.readValue(frame.body(), Source.class);
        };
    }

    static void writeOutcome(DataOutputStream out, ScanOutcome outcome) throws IOException {
        switch (outcome) {
            case Scanned(var profile) -> writeDone(out, profile);
            case NotScanned refusal -> write(out, NOT_DONE, JSON.writeValueAsBytes(refusal));
        }
    }

    static void writeDone(DataOutputStream out, Object document) throws IOException {
        write(out, DONE, JSON.writeValueAsBytes(document));
    }

    static ScanOutcome readOutcome(DataInputStream in, int largest) throws IOException {
        return switch (readAnswer(in, largest, Profile.class)) {
            case CutOutcome.Cut<Profile>(var profile) -> new Scanned(profile);
            case CutOutcome.NotCut<Profile>(var problem) -> problem;
        };
    }

    static <T> CutOutcome<T> readAnswer(DataInputStream in, int largest, Class<T> type)
            throws IOException {
        var frame = read(in, largest, DONE, NOT_DONE);
        try {
            return frame.kind() == DONE
                    ? new CutOutcome.Cut<>(JSON.readValue(frame.body(), type))
                    : new CutOutcome.NotCut<>(JSON.readValue(frame.body(), NotScanned.class));
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
