package dev.assay.scanners.detonation.sinkhole;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Takes mails from one connection. */
final class MailSink extends SimpleChannelInboundHandler<ByteBuf> implements MailDialog.Side {

    private final Line line;
    private final boolean greets;
    private final MailDialog dialog;
    private final Keeping all;
    private Keeping content;
    private @Nullable ChannelHandlerContext context;
    private boolean told;

    /**
     * @param greets whether the client waits for a greeting, which it does not after STARTTLS
     */
    MailSink(Line line, boolean greets) {
        this.line = line;
        this.greets = greets;
        this.dialog = new MailDialog(this, line.to().host(), line.encrypted());
        this.all = new Keeping(line.shared().journal(), Tap.MOST);
        this.content = fresh();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        this.context = context;
        if (greets) {
            dialog.greet();
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf message) {
        all.add(message);
        var bytes = new byte[message.readableBytes()];
        message.readBytes(bytes);
        dialog.take(bytes);
        if (content.total() > line.shared().limits().exchange()) {
            context.close();
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        dialog.end();
        if (!told) {
            line.raw("smtp", all);
        }
    }

    @Override
    public void reply(String lines) {
        if (context != null) {
            context.writeAndFlush(Unpooled.copiedBuffer(lines, StandardCharsets.UTF_8));
        }
    }

    @Override
    public void startTls() {
        told = true;
        if (context != null) {
            var pipeline = context.pipeline();
            pipeline.addLast(new TlsDoor(line, inside -> new MailSink(inside, false)));
            pipeline.remove(this);
        }
    }

    @Override
    public void content(byte[] bytes, int from, int length) {
        content.add(bytes, from, length);
    }

    @Override
    public void mail(
            String hello, List<String> login, String from, List<String> recipients, boolean whole) {
        told = true;
        var kept = content.kept();
        content = fresh();
        line.shared()
                .journal()
                .write(
                        (event, millis) ->
                                new Seen.Mail(
                                        event,
                                        millis,
                                        line.number(),
                                        line.to(),
                                        hello,
                                        login,
                                        from,
                                        recipients,
                                        kept,
                                        whole,
                                        line.encrypted()));
    }

    @Override
    public void close() {
        if (context != null) {
            context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private Keeping fresh() {
        return new Keeping(line.shared().journal(), line.shared().limits().body());
    }
}
