package dev.assay.registry.gate;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * What the gate answers.
 *
 * @param reason the reason phrase, for some clients the only text people see; null for the usual
 *     one
 * @param headers without those that frame the message
 */
public record GateAnswer(
        int status, @Nullable String reason, Map<String, String> headers, Content content) {

    /** What follows the headers. */
    public sealed interface Content {}

    /** Bytes in memory; whoever made them does not change them. */
    public record Bytes(byte[] bytes) implements Content {}

    /** Bytes in memory outside of the heap; for reading, through a duplicate. */
    public record Held(ByteBuffer bytes) implements Content {}

    /** A file that goes from the disk to the network without passing through the heap. */
    public record Blob(Path file, long sizeBytes) implements Content {}

    /** A part of such a file. */
    public record Slice(Path file, long offset, long sizeBytes) implements Content {}

    /** A file that is there for this answer alone, and removed by it. */
    public record Passing(Path file, long sizeBytes) implements Content {}

    private static final Bytes EMPTY = new Bytes(new byte[0]);

    public GateAnswer {
        Objects.requireNonNull(content, "content is null");
    }

    public static GateAnswer of(int status, Map<String, String> headers, byte[] body) {
        return new GateAnswer(status, null, headers, new Bytes(body));
    }

    public static GateAnswer empty(int status, Map<String, String> headers) {
        return new GateAnswer(status, null, headers, EMPTY);
    }
}
