package dev.assay.registry.gate;

import dev.assay.registry.tls.Tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.OptionalSslHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * TLS at the gate. A connection keeps the certificate that it began with; those that come after a
 * renewal are shown the new one.
 */
final class GateTls {

    private volatile SslContext context;

    private GateTls(SslBundle bundle) {
        context = context(bundle);
    }

    /** Null where the gate speaks plain HTTP. */
    static @Nullable GateTls of(Tls tls) {
        var bundle = tls.bundle();
        if (bundle == null) {
            return null;
        }
        var gate = new GateTls(bundle);
        tls.onRenewal(renewed -> gate.context = context(renewed));
        return gate;
    }

    private static SslContext context(SslBundle bundle) {
        try {
            return SslContextBuilder.forServer(bundle.getManagers().getKeyManagerFactory())
                    .sslProvider(SslProvider.JDK)
                    .protocols(bundle.getOptions().getEnabledProtocols())
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException("the certificate cannot be shown at the gate", e);
        }
    }

    /** For one connection, before everything that reads HTTP. */
    ChannelHandler handler(Duration patience) {
        return new Door(context, patience);
    }

    /** Ends what is sent, and leaves what comes to the time-outs. */
    static void shutdownOutput(Channel channel) {
        var tls = channel.pipeline().get(SslHandler.class);
        if (tls != null) {
            tls.closeOutbound();
        } else {
            ((SocketChannel) channel).shutdownOutput();
        }
    }

    /** Whoever speaks plain HTTP is told so, instead of being hung up on. */
    private static final class Door extends OptionalSslHandler {

        private final Duration patience;

        Door(SslContext context, Duration patience) {
            super(context);
            this.patience = patience;
        }

        @Override
        protected SslHandler newSslHandler(ChannelHandlerContext channel, SslContext tls) {
            var handler = super.newSslHandler(channel, tls);
            handler.setHandshakeTimeoutMillis(patience.toMillis());
            return handler;
        }

        @Override
        protected ChannelHandler newNonSslHandler(ChannelHandlerContext channel) {
            return new PlainHttp();
        }
    }

    private static final class PlainHttp extends ChannelInboundHandlerAdapter {

        private static final String ANSWER =
                """
                HTTP/1.1 400 Assay's gate speaks TLS here: use https\r
                Content-Type: text/plain; charset=utf-8\r
                Content-Length: 63\r
                Connection: close\r
                \r
                Assay's gate speaks TLS here: use the same address with https.
                """;

        private boolean answered;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
            if (!answered) {
                answered = true;
                ByteBuf answer = ByteBufUtil.writeAscii(context.alloc(), ANSWER);
                context.writeAndFlush(answer)
                        .addListener(
                                done -> {
                                    shutdownOutput(context.channel());
                                    context.channel().config().setAutoRead(true);
                                });
            }
        }
    }
}
