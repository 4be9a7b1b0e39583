package dev.assay.scanners.artifact;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where a zip tells different readers different things: its index at the end against the headers
 * before each file, and bytes that belong to neither. Readers of streams see what readers by index
 * do not (signals ART-TRAVERSAL, "parser differentials").
 */
final class ZipSeams {

    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_BYTES = 30;
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;

    /** A data descriptor with its signature and 64-bit sizes. */
    private static final int DESCRIPTOR = 24;

    /** How many bytes between two files are looked through. */
    private static final int MOST_SEARCHED = 1 << 20;

    private static final int ENCRYPTED = 1;
    private static final int SIZES_FOLLOW = 1 << 3;

    private final SeekableByteChannel channel;
    private final Hazards hazards;
    private final String prefix;

    ZipSeams(SeekableByteChannel channel, Hazards hazards, String prefix) {
        this.channel = channel;
        this.hazards = hazards;
        this.prefix = prefix;
    }

    void check(List<ZipArchiveEntry> listed) throws IOException {
        var inOrder = new ArrayList<>(listed);
        inOrder.sort(Comparator.comparingLong(ZipArchiveEntry::getLocalHeaderOffset));
        var end = 0L;
        for (var entry : inOrder) {
            var at = entry.getLocalHeaderOffset();
            if (at < end) {
                hazards.add(prefix + entry.getName(), "shares its bytes with another entry");
            } else if (at - end > (end == 0 ? 0 : DESCRIPTOR) && hidesFile(end, at)) {
                hazards.add(
                        prefix + entry.getName(),
                        "stands behind a file that the archive's index does not list");
            }
            local(entry);
            end = Math.max(end, entry.getDataOffset() + Math.max(0, entry.getCompressedSize()));
        }
        tail();
    }

    private void local(ZipArchiveEntry entry) throws IOException {
        var header = read(entry.getLocalHeaderOffset(), LOCAL_BYTES);
        var name = prefix + entry.getName();
        if (header.remaining() < LOCAL_BYTES || header.getInt(0) != LOCAL) {
            hazards.add(name, "has no header where the archive's index says");
            return;
        }
        var flags = header.getShort(6);
        var nameLength = header.getShort(26) & 0xffff;
        var raw = entry.getRawName();
        var own = read(entry.getLocalHeaderOffset() + LOCAL_BYTES, nameLength);
        var ownName = new byte[own.remaining()];
        own.get(ownName);
        if (raw != null && !java.util.Arrays.equals(raw, ownName)) {
            hazards.add(
                    name,
                    "is called '"
                            + Hazards.printable(new String(ownName, StandardCharsets.UTF_8))
                            + "' in its own header; which one counts depends on the reader");
        }
        if ((header.getShort(8) & 0xffff) != entry.getMethod()) {
            hazards.add(name, "is packed in another way than its own header says");
        }
        if (((flags & ENCRYPTED) != 0) != entry.getGeneralPurposeBit().usesEncryption()) {
            hazards.add(name, "is encrypted for some readers and not for others");
        }
        var size = header.getInt(18) & 0xffffffffL;
        if ((flags & SIZES_FOLLOW) == 0
                && size != 0xffffffffL
                && size != entry.getCompressedSize()) {
            hazards.add(name, "has another size in its own header than in the index");
        }
    }

    private boolean hidesFile(long from, long to) throws IOException {
        var bytes = read(from, (int) Math.min(MOST_SEARCHED, to - from));
        for (var at = 0; at + LOCAL_BYTES <= bytes.limit(); at++) {
            if (bytes.getInt(at) == LOCAL) {
                return true;
            }
        }
        return to - from > MOST_SEARCHED;
    }

    /** Readers look for the end record from the back; two of them are two archives. */
    private void tail() throws IOException {
        var size = channel.size();
        var from = Math.max(0, size - END_BYTES - 0xffff);
        var bytes = read(from, (int) (size - from));
        for (var at = bytes.limit() - END_BYTES; at >= 0; at--) {
            if (bytes.getInt(at) == END) {
                var comment = bytes.getShort(at + 20) & 0xffff;
                if (at + END_BYTES + comment != bytes.limit()) {
                    hazards.add(prefix, "has bytes behind its end");
                }
                if (at < bytes.limit() - END_BYTES
                        && comment >= END_BYTES
                        && endsAgain(bytes, at)) {
                    hazards.add(prefix, "has a second end record in its comment");
                }
                return;
            }
        }
    }

    private static boolean endsAgain(ByteBuffer bytes, int end) {
        for (var at = end + END_BYTES; at + 4 <= bytes.limit(); at++) {
            if (bytes.getInt(at) == END) {
                return true;
            }
        }
        return false;
    }

    private ByteBuffer read(long at, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        channel.position(at);
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // On to the end.
        }
        bytes.flip();
        return bytes;
    }
}
