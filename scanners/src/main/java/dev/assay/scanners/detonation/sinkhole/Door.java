package dev.assay.scanners.detonation.sinkhole;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The last of a pipeline until the first bytes tell which protocol is spoken; then it makes way for
 * who speaks it. Where a client is silent, the port tells whether it waits for a greeting.
 */
final class Door extends ByteToMessageDecoder {

    private final Line line;
    private @Nullable Future<?> greeting;

    Door(Line line) {
        this.line = line;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        var port = line.to().port();
        if (Talk.isMail(port) || Talk.on(port) != null) {
            greeting =
                    context.executor()
                            .schedule(
                                    () -> greet(context),
                                    line.shared().limits().silence().toMillis(),
                                    TimeUnit.MILLISECONDS);
        }
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) {
        if (greeting != null) {
            greeting.cancel(false);
        }
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        var pipeline = context.pipeline();
        switch (FirstBytes.of(in, line.shared().limits().head())) {
            case MORE -> {
                return;
            }
            case TLS ->
                    pipeline.addLast(
                            line.isDeepest()
                                    ? new RawSink(line, "tls")
                                    : new TlsDoor(line, Door::new));
            case HTTP1 -> Http.first(pipeline, line);
            case HTTP2 -> Http.second(pipeline, line);
            case OTHER -> pipeline.addLast(other(in));
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

    /** Who is spoken to in nothing that tells itself is known by the port. */
    private ChannelHandler other(ByteBuf in) {
        var first =
                new String(
                                ByteBufUtil.getBytes(
                                        in, in.readerIndex(), Math.min(5, in.readableBytes())),
                                StandardCharsets.ISO_8859_1)
                        .toUpperCase(Locale.ROOT);
        var port = line.to().port();
        if (port == 53 || port == 853) {
            return new NameStream(line);
        }
        if (Talk.isMail(port) || first.equals("EHLO ") || first.equals("HELO ")) {
            return new MailSink(line, true);
        }
        var talk = Talk.on(port);
        return talk == null ? new RawSink(line, "raw") : new TalkSink(line, talk, true);
    }

    private void greet(ChannelHandlerContext context) {
        if (context.isRemoved() || !context.channel().isActive() || internalBuffer().isReadable()) {
            return;
        }
        var talk = Talk.on(line.to().port());
        context.pipeline()
                .addLast(talk == null ? new MailSink(line, true) : new TalkSink(line, talk, true));
        context.pipeline().remove(this);
    }
}
