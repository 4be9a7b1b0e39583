package dev.assay.registry.gate;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.DefaultFileRegion;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.EnumSet;

/**
 * Writes one answer. Blobs go from the disk to the socket without passing through the heap, unless
 * they are encrypted on their way.
 */
final class ResponseWriter {

    /**
     * Names of headers are made here and in the protocols. Values may hold what others wrote, and
     * are looked at once more.
     */
    private static final DefaultHttpHeadersFactory HEADERS =
            DefaultHttpHeadersFactory.headersFactory().withNameValidation(false);

    private final HttpDate date;
    private final boolean encrypted;

    /**
     * @param encrypted whether bytes have to pass through the process, since the socket's own are
     *     others
     */
    ResponseWriter(Clock clock, boolean encrypted) {
        this.date = new HttpDate(clock);
        this.encrypted = encrypted;
    }

    ChannelFuture write(
            ChannelHandlerContext context, String method, boolean keepAlive, GateAnswer answer) {
        var head = method.equals("HEAD");
        return switch (answer.content()) {
            case GateAnswer.Bytes(var bytes) ->
                    write(context, head, keepAlive, answer, Unpooled.wrappedBuffer(bytes));
            case GateAnswer.Held(var bytes) ->
                    write(context, head, keepAlive, answer, Unpooled.wrappedBuffer(bytes));
            case GateAnswer.Blob(var file, var size) ->
                    write(context, method, keepAlive, answer, file, 0, size);
            case GateAnswer.Slice(var file, var offset, var size) ->
                    write(context, method, keepAlive, answer, file, offset, size);
            case GateAnswer.Passing(var file, var size) ->
                    write(
                            context,
                            method,
                            keepAlive,
                            answer,
                            file,
                            0,
                            size,
                            StandardOpenOption.DELETE_ON_CLOSE);
        };
    }

    private ChannelFuture write(
            ChannelHandlerContext context,
            boolean head,
            boolean keepAlive,
            GateAnswer answer,
            ByteBuf body) {
        return context.writeAndFlush(
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        status(answer),
                        head ? Unpooled.EMPTY_BUFFER : body,
                        headers(answer, keepAlive, body.readableBytes()),
                        EmptyHttpHeaders.INSTANCE));
    }

    private ChannelFuture write(
            ChannelHandlerContext context,
            String method,
            boolean keepAlive,
            GateAnswer answer,
            Path file,
            long offset,
            long size,
            StandardOpenOption... more) {
        FileChannel channel;
        try {
            var options = EnumSet.of(StandardOpenOption.READ, more);
            channel = FileChannel.open(file, options);
        } catch (IOException e) {
            return write(
                    context,
                    method,
                    keepAlive,
                    Faults.ours("a file of its store cannot be opened"));
        }
        var response =
                new DefaultHttpResponse(
                        HttpVersion.HTTP_1_1, status(answer), headers(answer, keepAlive, size));
        context.write(response);
        // Either owns the channel from here on, and closes it when it is released.
        var region =
                encrypted
                        ? new FileChunks(channel, offset, size)
                        : new DefaultFileRegion(channel, offset, size);
        if (method.equals("HEAD")) {
            close(region);
        } else {
            // Once the headers are out, only a broken connection can tell that bytes lack.
            context.write(region).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        }
        return context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    private static void close(Object region) {
        switch (region) {
            case FileChunks chunks -> {
                try {
                    chunks.close();
                } catch (IOException e) {
                    // It was read from only.
                }
            }
            default -> ReferenceCountUtil.release(region);
        }
    }

    private static HttpResponseStatus status(GateAnswer answer) {
        return answer.reason() == null
                ? HttpResponseStatus.valueOf(answer.status())
                : new HttpResponseStatus(answer.status(), answer.reason());
    }

    private HttpHeaders headers(GateAnswer answer, boolean keepAlive, long length) {
        var headers = HEADERS.newHeaders();
        answer.headers().forEach(headers::add);
        if (answer.status() != HttpResponseStatus.NOT_MODIFIED.code()) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, length);
        }
        headers.set(HttpHeaderNames.DATE, date.now());
        if (!keepAlive) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        return headers;
    }
}
