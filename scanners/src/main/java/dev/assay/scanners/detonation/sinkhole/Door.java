package dev.assay.scanners.detonation.sinkhole;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;

import java.util.List;

/**
 * The last of a pipeline until the first bytes tell which protocol is spoken; then it makes way for
 * who speaks it.
 */
final class Door extends ByteToMessageDecoder {

    private final Line line;

    Door(Line line) {
        this.line = line;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        var pipeline = context.pipeline();
        switch (FirstBytes.of(in, line.shared().limits().head())) {
            case MORE -> {
                return;
            }
            case TLS -> {
                if (line.isDeepest()) {
                    pipeline.addLast(new RawSink(line, "tls"));
                } else {
                    pipeline.addLast(new TlsDoor(line));
                }
            }
            case HTTP1 -> Http.first(pipeline, line);
            case HTTP2 -> Http.second(pipeline, line);
            case OTHER -> pipeline.addLast(new RawSink(line, "raw"));
        }
        pipeline.remove(this);
    }

    @Override
    protected void decodeLast(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        decode(context, in, out);
        if (!context.isRemoved() && in.isReadable()) {
            var bytes = new Keeping(line.shared().journal(), line.shared().limits().body());
            bytes.add(in);
            in.skipBytes(in.readableBytes());
            line.raw("raw", bytes);
        }
    }
}
