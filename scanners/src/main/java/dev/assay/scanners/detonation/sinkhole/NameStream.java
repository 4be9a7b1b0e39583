package dev.assay.scanners.detonation.sinkhole;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;

import java.util.List;

/** DNS on TCP (RFC 7766) or in TLS (RFC 7858): messages behind their length. */
final class NameStream extends ByteToMessageDecoder {

    private final Line line;

    NameStream(Line line) {
        this.line = line;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (in.readableBytes() < 2) {
            return;
        }
        var length = in.getUnsignedShort(in.readerIndex());
        if (in.readableBytes() < length + 2) {
            return;
        }
        var message = new byte[length];
        in.skipBytes(2).readBytes(message);
        var answer =
                NameServer.answer(
                        message, line.encrypted() ? "tls" : "tcp", line.to(), line.shared());
        if (answer == null) {
            var bytes = new Keeping(line.shared().journal(), line.shared().limits().body());
            bytes.add(Unpooled.wrappedBuffer(message));
            line.raw("dns", bytes);
            context.close();
            return;
        }
        context.writeAndFlush(
                Unpooled.buffer(answer.length + 2).writeShort(answer.length).writeBytes(answer));
    }
}
