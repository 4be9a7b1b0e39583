package dev.assay.scanners.detonation.sinkhole;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;

import org.jspecify.annotations.Nullable;

/** Takes requests, one after the other, and answers them. */
final class HttpConversation extends SimpleChannelInboundHandler<HttpObject> {

    private final Line line;
    private final @Nullable Tap tap;
    private @Nullable Exchange open;
    private boolean over;

    /**
     * @param tap what came, on a connection of HTTP/1; absent on a stream of HTTP/2
     */
    HttpConversation(Line line, @Nullable Tap tap) {
        this.line = line;
        this.tap = tap;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
        if (over) {
            return;
        }
        if (message.decoderResult().isFailure()) {
            broken(context);
            return;
        }
        if (message instanceof HttpRequest request) {
            begin(context, request);
        }
        if (open != null && message instanceof HttpContent content) {
            open.body().add(content.content());
            if (open.body().total() > line.shared().limits().exchange()) {
                if (tap != null) {
                    tap.clear();
                }
                end(context, open, open.taken(), new Reply(413));
                over = true;
                context.close();
            } else if (message instanceof LastHttpContent) {
                answer(context, open);
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        if (open != null) {
            open.write(line, open.taken(), false, 0);
            open = null;
            if (tap != null) {
                tap.clear();
            }
        }
        super.channelInactive(context);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    private void begin(ChannelHandlerContext context, HttpRequest request) {
        open = Exchange.of(line, request, tap == null);
        if (HttpUtil.is100ContinueExpected(request)) {
            context.writeAndFlush(
                    new DefaultFullHttpResponse(
                            HttpVersion.HTTP_1_1,
                            HttpResponseStatus.CONTINUE,
                            Unpooled.EMPTY_BUFFER));
        }
    }

    private void answer(ChannelHandlerContext context, Exchange exchange) {
        if (tap != null) {
            tap.clear();
        }
        if (tap != null && exchange.request().method().equals(HttpMethod.CONNECT)) {
            tunnel(context, exchange);
            return;
        }
        if (tap != null && isUpgrade(exchange.request())) {
            upgrade(context, exchange);
            return;
        }
        var body = exchange.taken();
        if (NameOverHttp.isAsked(exchange)) {
            end(context, exchange, body, NameOverHttp.answer(exchange, body, line));
            return;
        }
        end(context, exchange, body, line.shared().replies().to(exchange.asked(body)));
    }

    private void end(
            ChannelHandlerContext context, Exchange exchange, Exchange.Body body, Reply reply) {
        open = null;
        exchange.write(line, body, true, reply.status());
        var request = exchange.request();
        var response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(reply.status()),
                        request.method().equals(HttpMethod.HEAD)
                                ? Unpooled.EMPTY_BUFFER
                                : Unpooled.wrappedBuffer(reply.body()));
        for (var header : reply.headers()) {
            response.headers().add(header.name(), header.value());
        }
        if (reply.status() != 204) {
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, reply.body().length);
        }
        if (tap == null) {
            context.writeAndFlush(response);
            return;
        }
        var stays = HttpUtil.isKeepAlive(request);
        HttpUtil.setKeepAlive(response, stays);
        var written = context.writeAndFlush(response);
        if (!stays) {
            over = true;
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** What is inside is taken as if it had come by itself. */
    private void tunnel(ChannelHandlerContext context, Exchange exchange) {
        open = null;
        over = true;
        exchange.write(line, exchange.taken(), true, 200);
        context.writeAndFlush(
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.EMPTY_BUFFER));
        var pipeline = context.pipeline();
        var inside = line.through(exchange.place());
        pipeline.addLast(line.isDeepest() ? new RawSink(inside, "tunnel") : new Door(inside));
        pipeline.remove(this);
        pipeline.remove(HttpServerCodec.class);
        if (tap != null) {
            pipeline.remove(tap);
        }
    }

    private static boolean isUpgrade(HttpRequest request) {
        var headers = request.headers();
        return request.method().equals(HttpMethod.GET)
                && headers.containsValue(HttpHeaderNames.UPGRADE, "websocket", true)
                && headers.contains(HttpHeaderNames.SEC_WEBSOCKET_KEY);
    }

    private void upgrade(ChannelHandlerContext context, Exchange exchange) {
        var request = exchange.request();
        var handshaker =
                new WebSocketServerHandshakerFactory(
                                exchange.target(),
                                request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL),
                                false,
                                line.shared().limits().body())
                        .newHandshaker(request);
        if (handshaker == null) {
            end(context, exchange, exchange.taken(), new Reply(426));
            return;
        }
        open = null;
        over = true;
        var number = exchange.write(line, exchange.taken(), true, 101);
        // Its end is here already, which the handshake would wait for otherwise.
        var whole =
                new DefaultFullHttpRequest(
                        request.protocolVersion(),
                        request.method(),
                        request.uri(),
                        Unpooled.EMPTY_BUFFER,
                        request.headers(),
                        EmptyHttpHeaders.INSTANCE);
        handshaker.handshake(context.channel(), whole);
        var pipeline = context.pipeline();
        if (tap != null) {
            pipeline.remove(tap);
        }
        pipeline.addLast(new SocketSink(line, number, exchange.host(), exchange.target()));
        pipeline.remove(this);
    }

    private void broken(ChannelHandlerContext context) {
        over = true;
        open = null;
        if (tap != null) {
            tap.tell();
        }
        var response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.BAD_REQUEST,
                        Unpooled.EMPTY_BUFFER);
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }
}
