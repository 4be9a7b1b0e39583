package dev.assay.scanners.detonation.sinkhole;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.AbstractSniHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;

/** Reads which server is asked for, and goes on as that server. */
final class TlsDoor extends AbstractSniHandler<String> {

    private static final int LONGEST_HELLO = 64 << 10;
    private static final int TLS_MILLIS = 10_000;

    private final Line line;
    private final Function<Line, ChannelHandler> inside;
    private final Tap tap;

    /**
     * @param inside who goes on with what is not encrypted any more
     */
    TlsDoor(Line line, Function<Line, ChannelHandler> inside) {
        super(LONGEST_HELLO, TLS_MILLIS);
        this.line = line;
        this.inside = inside;
        this.tap = new Tap(line, "tls");
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) throws Exception {
        context.pipeline().addBefore(context.name(), null, tap);
        super.handlerAdded(context);
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
        var engine = line.shared().certificates().join().engine(certified, line.to().port());
        var pipeline = context.pipeline();
        var tls = new SslHandler(engine);
        tap.end();
        pipeline.addLast(new Watch(line.inTls(asked), tls, inside));
        pipeline.replace(this, null, tls);
    }

    /** What a client makes of the certificate. */
    private static final class Watch extends ChannelInboundHandlerAdapter {

        /** The engine says it in a sentence, and in another where the alert was not encrypted. */
        private static final Pattern ALERT =
                Pattern.compile("(?:Received fatal alert: |Alert: )([a-z_]+)");

        private final Line line;
        private final SslHandler tls;
        private final Function<Line, ChannelHandler> inside;
        private boolean agreed;
        private boolean used;
        private boolean told;

        Watch(Line line, SslHandler tls, Function<Line, ChannelHandler> inside) {
            this.line = line;
            this.inside = inside;
            this.tls = tls;
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
            var engine = tls.engine();
            var protocol = engine.getApplicationProtocol();
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
                                            engine.getSession().getProtocol(),
                                            protocol == null ? "" : protocol));
            context.pipeline().addLast(inside.apply(line));
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
