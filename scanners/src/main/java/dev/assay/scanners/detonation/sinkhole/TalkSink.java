package dev.assay.scanners.detonation.sinkhole;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;

import java.util.Locale;

/** Says what a server of some protocol says first, and takes what it is told. */
final class TalkSink extends SimpleChannelInboundHandler<ByteBuf> {

    private final Line line;
    private final Talk talk;
    private final boolean greets;
    private final Keeping bytes;

    TalkSink(Line line, Talk talk, boolean greets) {
        this.line = line;
        this.talk = talk;
        this.greets = greets;
        this.bytes = new Keeping(line.shared().journal(), line.shared().limits().body());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        if (greets) {
            say(context, talk.greeting());
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf message) {
        bytes.add(message);
        var said = new byte[message.readableBytes()];
        message.readBytes(said);
        say(context, talk.answer(said));
        if (bytes.total() > line.shared().limits().exchange()) {
            context.close();
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        line.raw(talk.name().toLowerCase(Locale.ROOT), bytes);
    }

    private static void say(ChannelHandlerContext context, byte[] what) {
        if (what.length > 0) {
            context.writeAndFlush(Unpooled.wrappedBuffer(what));
        }
    }
}
