package dev.assay.registry.gate;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

import java.time.Duration;

/**
 * Closes a connection whose request trickles in. Silence is the idle time-out's business, so the
 * clock needs to be looked at only when bytes come.
 */
final class RequestArrival extends ChannelInboundHandlerAdapter {

    private final long longestNanos;
    private long firstByteAt;
    private boolean arriving;

    RequestArrival(Duration longest) {
        this.longestNanos = longest.toNanos();
    }

    /** A whole request is there. */
    void arrived() {
        arriving = false;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var now = System.nanoTime();
        if (!arriving) {
            arriving = true;
            firstByteAt = now;
        } else if (now - firstByteAt > longestNanos) {
            ReferenceCountUtil.release(message);
            context.close();
            return;
        }
        context.fireChannelRead(message);
    }
}
