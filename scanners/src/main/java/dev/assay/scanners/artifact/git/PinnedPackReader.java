package dev.assay.scanners.artifact.git;

import dev.assay.scanners.artifact.ArchiveLimits;
import dev.assay.scanners.artifact.DamagedArchiveException;
import dev.assay.scanners.artifact.LimitExceededException;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads what {@link PinnedPackWriter} writes, and nothing else that git would take for a pack: no
 * deltas and nothing compressed, so that nothing can grow.
 */
final class PinnedPackReader {

    /** One object: its type as git numbers them, and its bytes. */
    record Stored(int type, byte[] bytes) {}

    private static final int COMMIT = 1;
    private static final int TREE = 2;
    private static final int TAG = 4;

    private final ArchiveLimits limits;
    private final Map<String, Stored> objects = new LinkedHashMap<>();

    private PinnedPackReader(ArchiveLimits limits) {
        this.limits = limits;
    }

    /** All objects by their ids, in their order. */
    static Map<String, Stored> read(InputStream pack, ArchiveLimits limits) throws IOException {
        var reader = new PinnedPackReader(limits);
        reader.read(new DataInputStream(new BufferedInputStream(pack, 1 << 16)));
        return reader.objects;
    }

    private void read(DataInputStream in) throws IOException {
        if (in.readInt() != 0x5041434B || in.readInt() != 2) {
            throw new DamagedArchiveException("it is no pack of one commit");
        }
        var count = in.readInt();
        if (count < 2 || count > 4 * limits.entries()) {
            throw new LimitExceededException(
                    "it has more than " + 4 * limits.entries() + " objects");
        }
        var total = 0L;
        var sha1 = PinnedPackWriter.sha1();
        for (var at = 0; at < count; at++) {
            var first = in.readUnsignedByte();
            var type = first >> 4 & 7;
            if (type < COMMIT || type > TAG) {
                throw new DamagedArchiveException("it has an object that is not whole");
            }
            var size = size(in, first);
            total += size;
            if (size > limits.file() || total > limits.unpacked()) {
                throw new LimitExceededException(
                        "it exceeds "
                                + (size > limits.file() ? limits.file() : limits.unpacked())
                                + " bytes");
            }
            var bytes = stored(in, (int) size);
            sha1.update(
                    (PinnedPackWriter.word(type) + " " + bytes.length + "\0")
                            .getBytes(StandardCharsets.US_ASCII));
            objects.put(HexFormat.of().formatHex(sha1.digest(bytes)), new Stored(type, bytes));
        }
        if (in.skipBytes(20) != 20 || in.read() >= 0) {
            throw new DamagedArchiveException("it does not end where it should");
        }
    }

    private static long size(DataInputStream in, int first) throws IOException {
        long size = first & 0xF;
        var next = first;
        for (var shift = 4; (next & 0x80) != 0; shift += 7) {
            next = in.readUnsignedByte();
            if (shift > 32) {
                throw new DamagedArchiveException("it has an object without a size");
            }
            size |= (long) (next & 0x7F) << shift;
        }
        return size;
    }

    private static byte[] stored(DataInputStream in, int size) throws IOException {
        if (in.readUnsignedShort() != 0x7801) {
            throw new DamagedArchiveException("it has an object that is compressed");
        }
        var bytes = new byte[size];
        var at = 0;
        var last = false;
        while (!last) {
            var header = in.readUnsignedByte();
            var length = in.readUnsignedByte() | in.readUnsignedByte() << 8;
            var check = in.readUnsignedByte() | in.readUnsignedByte() << 8;
            last = header == 1;
            if (header > 1 || (length ^ check) != 0xFFFF || length > size - at) {
                throw new DamagedArchiveException("it has an object that is compressed");
            }
            in.readFully(bytes, at, length);
            at += length;
        }
        // The id is computed from all bytes, which says more than zlib's own sum.
        in.skipNBytes(4);
        if (at != size) {
            throw new DamagedArchiveException("it has an object that is cut off");
        }
        return bytes;
    }

    /** The one commit of a pack. */
    static String commit(Map<String, Stored> objects) throws IOException {
        var commits =
                objects.entrySet().stream()
                        .filter(each -> each.getValue().type() == COMMIT)
                        .map(Map.Entry::getKey)
                        .toList();
        if (commits.size() != 1) {
            throw new DamagedArchiveException("it holds " + commits.size() + " commits");
        }
        return commits.getFirst();
    }

    /** The headers of a commit or a tag, without the message. */
    static String headers(Stored object) {
        var text = new String(object.bytes(), StandardCharsets.UTF_8);
        var end = text.indexOf("\n\n");
        return end < 0 ? text : text.substring(0, end + 1);
    }

    /** One header's value; empty where there is none. */
    static String header(Stored object, String name) {
        return Arrays.stream(headers(object).split("\n"))
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }

    static boolean isTree(Stored object) {
        return object.type() == TREE;
    }

    static boolean isTag(Stored object) {
        return object.type() == TAG;
    }
}
