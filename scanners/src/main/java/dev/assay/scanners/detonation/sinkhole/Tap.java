package dev.assay.scanners.detonation.sinkhole;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

import java.util.Arrays;

/** Keeps the first bytes of a request, and tells of them when they turn out to be none. */
final class Tap extends ChannelInboundHandlerAdapter {

    static final int MOST = 2_048;

    private final Line line;
    private final String protocol;
    private byte[] first = new byte[0];
    private long total;
    private boolean ended;

    Tap(Line line, String protocol) {
        this.line = line;
        this.protocol = protocol;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (!ended && message instanceof ByteBuf bytes) {
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

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        tell();
    }

    /** What came until now was understood. */
    void clear() {
        first = new byte[0];
        total = 0;
    }

    /** Nothing more is kept: what comes from now on is told by others. */
    void end() {
        ended = true;
        clear();
    }

    /** What came since then was not, and is told now or at the end. */
    void tell() {
        if (total > 0) {
            var bytes = new Kept(first, total);
            clear();
            line.shared()
                    .journal()
                    .write(
                            (event, millis) ->
                                    new Seen.Raw(
                                            event,
                                            millis,
                                            line.number(),
                                            line.to(),
                                            protocol,
                                            line.encrypted(),
                                            bytes));
        }
    }
}
