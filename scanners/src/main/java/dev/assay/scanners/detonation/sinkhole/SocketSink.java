package dev.assay.scanners.detonation.sinkhole;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/** Takes what comes by a WebSocket, and says the same back. */
final class SocketSink extends SimpleChannelInboundHandler<WebSocketFrame> {

    private final Line line;
    private final long request;
    private final String host;
    private final String target;

    SocketSink(Line line, long request, String host, String target) {
        this.line = line;
        this.request = request;
        this.host = host;
        this.target = target;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        var bytes = new Keeping(line.shared().journal(), line.shared().limits().body());
        bytes.add(frame.content());
        var kind =
                switch (frame) {
                    case TextWebSocketFrame text -> "text";
                    case BinaryWebSocketFrame binary -> "binary";
                    case PingWebSocketFrame ping -> "ping";
                    case PongWebSocketFrame pong -> "pong";
                    case CloseWebSocketFrame close -> "close";
                    default -> "continuation";
                };
        line.shared()
                .journal()
                .write(
                        (event, millis) ->
                                new Seen.SocketMessage(
                                        event,
                                        millis,
                                        line.number(),
                                        line.to(),
                                        request,
                                        host,
                                        target,
                                        kind,
                                        bytes.kept()));
        switch (frame) {
            case PingWebSocketFrame ping ->
                    context.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
            case CloseWebSocketFrame close ->
                    context.writeAndFlush(close.retain()).addListener(ChannelFutureListener.CLOSE);
            case TextWebSocketFrame text when text.isFinalFragment() ->
                    context.writeAndFlush(text.retain());
            default -> {}
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
