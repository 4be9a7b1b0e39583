package dev.assay.scanners.detonation.sinkhole;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.AbstractSniHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;

/** Reads which server is asked for, and goes on as that server. */
final class TlsDoor extends AbstractSniHandler<String> {

    private static final int LONGEST_HELLO = 64 << 10;
    private static final int TLS_MILLIS = 10_000;

    private final Line line;

    TlsDoor(Line line) {
        super(LONGEST_HELLO, TLS_MILLIS);
        this.line = line;
    }

    @Override
    protected Future<String> lookup(ChannelHandlerContext context, @Nullable String name) {
        return context.executor().newSucceededFuture(name == null ? "" : name);
    }

    @Override
    protected void onLookupComplete(
            ChannelHandlerContext context, @Nullable String name, Future<String> future) {
        var asked = name == null ? "" : name.toLowerCase(Locale.ROOT);
        // Who asks for no name wants that of the address it connected to.
        var certified = asked.isEmpty() ? line.to().host().toLowerCase(Locale.ROOT) : asked;
        var engine =
                line.shared()
                        .certificates()
                        .newEngine(context.alloc(), certified, line.to().port());
        var pipeline = context.pipeline();
        pipeline.addLast(new Watch(line.inTls(asked)));
        pipeline.replace(this, null, new SslHandler(engine));
    }

    /** What a client makes of the certificate. */
    private static final class Watch extends ChannelInboundHandlerAdapter {

        /** The engine says it in a sentence, and in another where the alert was not encrypted. */
        private static final Pattern ALERT =
                Pattern.compile("(?:Received fatal alert: |Alert: )([a-z_]+)");

        private final Line line;
        private boolean agreed;
        private boolean used;
        private boolean told;

        Watch(Line line) {
            this.line = line;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event)
                throws Exception {
            if (event instanceof SslHandshakeCompletionEvent completion) {
                if (completion.isSuccess()) {
                    agreed(context);
                } else {
                    failed(completion.cause());
                }
            }
            super.userEventTriggered(context, event);
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
            used |= !(message instanceof ByteBuf bytes) || bytes.isReadable();
            super.channelRead(context, message);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) throws Exception {
            if (!used) {
                refused(agreed ? Seen.Refusal.CLOSED_UNUSED : Seen.Refusal.CLOSED, "");
            }
            super.channelInactive(context);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }

        private void agreed(ChannelHandlerContext context) {
            agreed = true;
            var handler = context.pipeline().get(SslHandler.class);
            var protocol = handler.applicationProtocol();
            line.shared()
                    .journal()
                    .write(
                            (event, millis) ->
                                    new Seen.TlsOpened(
                                            event,
                                            millis,
                                            line.number(),
                                            line.to(),
                                            line.serverName(),
                                            handler.engine().getSession().getProtocol(),
                                            protocol == null ? "" : protocol));
            context.pipeline().addLast(new Door(line));
        }

        private void failed(Throwable cause) {
            for (Throwable at = cause; at != null; at = at.getCause()) {
                var alert = ALERT.matcher(String.valueOf(at.getMessage()));
                if (alert.find()) {
                    refused(Seen.Refusal.ALERT, alert.group(1));
                    return;
                }
            }
            var closed =
                    !(cause instanceof SSLException)
                            || String.valueOf(cause.getMessage()).startsWith("Connection closed");
            refused(closed ? Seen.Refusal.CLOSED : Seen.Refusal.NOT_AGREED, "");
        }

        private void refused(Seen.Refusal how, String alert) {
            if (!told) {
                told = true;
                line.shared()
                        .journal()
                        .write(
                                (event, millis) ->
                                        new Seen.TlsRefused(
                                                event,
                                                millis,
                                                line.number(),
                                                line.to(),
                                                line.serverName(),
                                                how,
                                                alert));
            }
        }
    }
}
