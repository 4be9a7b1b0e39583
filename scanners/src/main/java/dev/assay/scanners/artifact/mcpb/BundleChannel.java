package dev.assay.scanners.artifact.mcpb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The bundle before its signature block, as it was when it was signed. Some signers say in the
 * zip's end record, after they have signed, that the block is its comment, so that strict readers
 * take the file; others leave the record as it was. Both are the same zip, without a comment.
 */
public final class BundleChannel implements SeekableByteChannel {

    private static final int END_RECORD = 0x06054b50;
    private static final int END_BYTES = 22;

    private final SeekableByteChannel file;
    private final long size;

    /** Where the length of the comment stands that is read as zero; -1 for nowhere. */
    private final long comment;

    private BundleChannel(SeekableByteChannel file, long size, long comment) {
        this.file = file;
        this.size = size;
        this.comment = comment;
    }

    public static SeekableByteChannel open(Path bundle, SignatureBlock block) throws IOException {
        var file = Files.newByteChannel(bundle);
        try {
            if (!(block instanceof SignatureBlock.Found found)) {
                return file;
            }
            var end = found.content() - END_BYTES;
            var isComment =
                    end >= 0
                            && saysComment(
                                    file, end, Math.min(SignatureBlock.length(found), 0xffff));
            return new BundleChannel(file, found.content(), isComment ? end + END_BYTES - 2 : -1)
                    .position(0);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** The same bytes as they stand in the file. */
    public static SeekableByteChannel asStored(Path bundle, SignatureBlock.Found block)
            throws IOException {
        return new BundleChannel(Files.newByteChannel(bundle), block.content(), -1);
    }

    private static boolean saysComment(SeekableByteChannel file, long end, int length)
            throws IOException {
        var record = ByteBuffer.allocate(END_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        file.position(end);
        while (record.hasRemaining() && file.read(record) >= 0) {
            // On to the end.
        }
        return !record.hasRemaining()
                && record.getInt(0) == END_RECORD
                && (record.getShort(END_BYTES - 2) & 0xffff) == length;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        var at = file.position();
        if (at >= size) {
            return -1;
        }
        var part = target.slice();
        part.limit((int) Math.min(part.limit(), size - at));
        var count = file.read(part);
        for (var index = 0; index < count; index++) {
            if (comment >= 0 && (at + index == comment || at + index == comment + 1)) {
                part.put(index, (byte) 0);
            }
        }
        target.position(target.position() + Math.max(0, count));
        return count;
    }

    @Override
    public long position() throws IOException {
        return file.position();
    }

    @Override
    public SeekableByteChannel position(long newPosition) throws IOException {
        file.position(newPosition);
        return this;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long newSize) {
        throw new NonWritableChannelException();
    }
}
