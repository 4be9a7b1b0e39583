package dev.assay.scanners.detonation.sinkhole;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;

/** Takes whatever comes, and tells of it once the connection ends. */
final class RawSink extends SimpleChannelInboundHandler<ByteBuf> {

    private final Line line;
    private final String protocol;
    private final Keeping bytes;
    private boolean told;

    RawSink(Line line, String protocol) {
        this.line = line;
        this.protocol = protocol;
        this.bytes = new Keeping(line.shared().journal(), line.shared().limits().body());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf message) {
        bytes.add(message);
        if (bytes.total() > line.shared().limits().exchange()) {
            context.close();
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (!told) {
            told = true;
            line.raw(protocol, bytes);
        }
    }
}
