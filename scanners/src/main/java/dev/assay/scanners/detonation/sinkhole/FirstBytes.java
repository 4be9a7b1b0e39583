package dev.assay.scanners.detonation.sinkhole;

import io.netty.buffer.ByteBuf;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/** What the first bytes of a connection are the beginning of. */
enum FirstBytes {
    /** It takes more of them to tell. */
    MORE,
    TLS,
    HTTP1,
    HTTP2,
    /** Nothing that is spoken here. */
    OTHER;

    private static final byte[] PREFACE =
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VERSION = " HTTP/1.".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_METHOD = 24;
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE");

    /** Looks at the readable bytes, and moves nothing. */
    static FirstBytes of(ByteBuf bytes, int longestLine) {
        var length = bytes.readableBytes();
        if (length == 0) {
            return MORE;
        }
        var first = at(bytes, 0);
        if (first == 0x16) {
            return tls(bytes, length);
        }
        if (first == 'P' && isStart(bytes, Math.min(length, PREFACE.length))) {
            // "P" and "PR" are the beginning of other methods too, and then there is more to come.
            return length >= PREFACE.length ? HTTP2 : MORE;
        }
        return http1(bytes, length, longestLine);
    }

    private static FirstBytes tls(ByteBuf bytes, int length) {
        // A record of the handshake, of version 3.x, and in it the client's greeting.
        if (length > 1 && at(bytes, 1) != 3 || length > 5 && at(bytes, 5) != 1) {
            return OTHER;
        }
        return length > 5 ? TLS : MORE;
    }

    private static FirstBytes http1(ByteBuf bytes, int length, int longestLine) {
        var method = new StringBuilder();
        for (var at = 0; at < length; at++) {
            var letter = at(bytes, at);
            if (letter == ' ') {
                return METHODS.contains(method.toString())
                        ? HTTP1
                        : line(bytes, length, longestLine);
            }
            var known =
                    letter >= 'A' && letter <= 'Z'
                            || letter >= 'a' && letter <= 'z'
                            || letter == '-'
                            || letter == '_';
            if (!known || at == LONGEST_METHOD) {
                return OTHER;
            }
            method.append((char) letter);
        }
        return MORE;
    }

    /** A method of somebody's own is one where the line ends as that of a request does. */
    private static FirstBytes line(ByteBuf bytes, int length, int longestLine) {
        var end = bytes.indexOf(bytes.readerIndex(), bytes.readerIndex() + length, (byte) '\n');
        if (end < 0) {
            return length < longestLine ? MORE : OTHER;
        }
        var last = end - bytes.readerIndex() - 1;
        if (last >= 0 && at(bytes, last) == '\r') {
            last--;
        }
        var from = last - VERSION.length;
        if (from <= 0) {
            return OTHER;
        }
        for (var part = 0; part < VERSION.length; part++) {
            if (at(bytes, from + part) != VERSION[part]) {
                return OTHER;
            }
        }
        return HTTP1;
    }

    private static boolean isStart(ByteBuf bytes, int length) {
        for (var at = 0; at < length; at++) {
            if (at(bytes, at) != PREFACE[at]) {
                return false;
            }
        }
        return true;
    }

    private static int at(ByteBuf bytes, int index) {
        return bytes.getUnsignedByte(bytes.readerIndex() + index);
    }
}
