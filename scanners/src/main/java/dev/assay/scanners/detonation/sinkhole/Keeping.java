package dev.assay.scanners.detonation.sinkhole;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import java.io.ByteArrayOutputStream;

/** Keeps the first bytes of what comes, and counts the others. */
final class Keeping {

    private final Journal journal;
    private final int most;
    private final ByteArrayOutputStream first = new ByteArrayOutputStream(0);
    private long total;

    Keeping(Journal journal, int most) {
        this.journal = journal;
        this.most = most;
    }

    /** Takes all readable bytes, without moving the buffer's reader. */
    void add(ByteBuf bytes) {
        var length = bytes.readableBytes();
        total += length;
        var wanted = Math.min(length, most - first.size());
        if (wanted > 0) {
            var piece = new byte[journal.grant(wanted)];
            bytes.getBytes(bytes.readerIndex(), piece);
            first.writeBytes(piece);
        }
    }

    void add(byte[] bytes, int from, int length) {
        add(Unpooled.wrappedBuffer(bytes, from, length));
    }

    long total() {
        return total;
    }

    Kept kept() {
        return total == 0 ? Kept.NOTHING : new Kept(first.toByteArray(), total);
    }
}
