package dev.assay.scanners.detonation.sinkhole;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

import java.util.Arrays;

/** Keeps the first bytes of a request, in case they turn out to be none. */
final class Tap extends ChannelInboundHandlerAdapter {

    private static final int MOST = 2_048;

    private byte[] first = new byte[0];
    private long total;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof ByteBuf bytes) {
            total += bytes.readableBytes();
            var wanted = Math.min(MOST - first.length, bytes.readableBytes());
            if (wanted > 0) {
                var at = first.length;
                first = Arrays.copyOf(first, at + wanted);
                bytes.getBytes(bytes.readerIndex(), first, at, wanted);
            }
        }
        super.channelRead(context, message);
    }

    /** What came since the last request was understood. */
    Kept kept() {
        return new Kept(first, total);
    }

    void clear() {
        first = new byte[0];
        total = 0;
    }
}
