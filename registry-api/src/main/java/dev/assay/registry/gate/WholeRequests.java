package dev.assay.registry.gate;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.FullHttpMessage;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;

/**
 * Puts requests together with their bodies. One that is not as long as it says by a length ends its
 * connection: whatever stands behind it could be part of it for a proxy that reads it otherwise,
 * and is answered to nobody (RFC 9112, section 6.1).
 */
final class WholeRequests extends HttpObjectAggregator {

    WholeRequests(int largestBody) {
        super(largestBody, true);
    }

    @Override
    protected FullHttpMessage beginAggregation(HttpMessage start, ByteBuf content)
            throws Exception {
        var unusual = start.headers().contains(HttpHeaderNames.TRANSFER_ENCODING);
        var whole = super.beginAggregation(start, content);
        if (unusual) {
            whole.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        return whole;
    }
}
