package dev.assay.registry.gate;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.stream.ChunkedInput;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;

/**
 * A part of a file for a connection that is encrypted: its bytes have to pass through the process,
 * a few at a time. A file that got shorter is an error here, so that the connection is closed.
 */
final class FileChunks implements ChunkedInput<ByteBuf> {

    /** Four records of TLS. */
    private static final int CHUNK = 64 << 10;

    private final FileChannel channel;
    private final long begin;
    private final long end;
    private long at;

    FileChunks(FileChannel channel, long offset, long size) {
        this.channel = channel;
        this.begin = offset;
        this.end = offset + size;
        this.at = offset;
    }

    @Override
    public boolean isEndOfInput() {
        return at >= end;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    @Override
    @Deprecated
    public ByteBuf readChunk(ChannelHandlerContext context) throws IOException {
        return readChunk(context.alloc());
    }

    @Override
    public ByteBuf readChunk(ByteBufAllocator allocator) throws IOException {
        var size = (int) Math.min(CHUNK, end - at);
        var buffer = allocator.buffer(size);
        try {
            while (buffer.readableBytes() < size) {
                var read =
                        buffer.writeBytes(
                                channel,
                                at + buffer.readableBytes(),
                                size - buffer.readableBytes());
                if (read < 0) {
                    throw new EOFException("a blob ends before its size");
                }
            }
        } catch (IOException e) {
            buffer.release();
            throw e;
        }
        at += size;
        return buffer;
    }

    @Override
    public long length() {
        return end - begin;
    }

    @Override
    public long progress() {
        return at - begin;
    }
}
