package dev.assay.scanners.detonation.sinkhole;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Something that was sent. All text is hostile. Numbers are in the order of seeing, from 1;
 * milliseconds are since the sinkhole was opened; a connection's number is the same in all that was
 * seen on it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "seen")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Seen.NameAsked.class, name = "name"),
    @JsonSubTypes.Type(value = Seen.Connected.class, name = "connection"),
    @JsonSubTypes.Type(value = Seen.TlsOpened.class, name = "tls"),
    @JsonSubTypes.Type(value = Seen.TlsRefused.class, name = "tls-refused"),
    @JsonSubTypes.Type(value = Seen.HttpRequest.class, name = "http"),
    @JsonSubTypes.Type(value = Seen.SocketMessage.class, name = "websocket"),
    @JsonSubTypes.Type(value = Seen.Mail.class, name = "mail"),
    @JsonSubTypes.Type(value = Seen.Raw.class, name = "raw"),
    @JsonSubTypes.Type(value = Seen.Datagram.class, name = "datagram"),
    @JsonSubTypes.Type(value = Seen.Dropped.class, name = "dropped")
})
public sealed interface Seen {

    long number();

    long millis();

    /**
     * A name was asked of DNS.
     *
     * @param name without the last dot, in the letters that it was asked in; what is not printable
     *     as {@code \DDD}
     * @param type {@code A}, {@code TXT}, …, or {@code TYPE65280}
     * @param transport {@code udp}, {@code tcp}, {@code tls} or {@code https}
     * @param server who was asked
     * @param answers what was answered, in the notation of zone files; none for a name that has no
     *     such record
     */
    record NameAsked(
            long number,
            long millis,
            String name,
            String type,
            String transport,
            Place server,
            List<String> answers)
            implements Seen {}

    /** A TCP connection was opened. What it carried, if anything, follows. */
    record Connected(long number, long millis, long connection, Place to) implements Seen {}

    /**
     * A client agreed to a certificate made here.
     *
     * @param serverName as it was sent (SNI), in lower case; empty where none was
     * @param version {@code TLSv1.3}, …
     * @param protocol what was agreed on (ALPN); empty where nothing was
     */
    record TlsOpened(
            long number,
            long millis,
            long connection,
            Place to,
            String serverName,
            String version,
            String protocol)
            implements Seen {}

    /**
     * A client did not go on with a certificate that its runtime's own settings trust: it has
     * pinned another, or brings its own authorities along.
     *
     * @param serverName as it was sent (SNI), in lower case; empty where none was
     * @param alert the alert in the words of RFC 8446 ({@code unknown_ca}, …); empty where the
     *     connection was closed without one
     */
    record TlsRefused(
            long number,
            long millis,
            long connection,
            Place to,
            String serverName,
            Refusal how,
            String alert)
            implements Seen {}

    /** At which point a client left a TLS connection. */
    enum Refusal {
        /** It sent an alert instead of its part of the handshake. */
        ALERT,
        /** It closed the connection instead of its part of the handshake. */
        CLOSED,
        /** It ended the handshake, and the connection before a single byte was sent. */
        CLOSED_UNUSED,
        /** What it sent is no handshake that can be answered: no common version or cipher suite. */
        NOT_AGREED
    }

    /**
     * An HTTP request.
     *
     * @param scheme {@code http} or {@code https}
     * @param host of the request ({@code Host}, {@code :authority} or an absolute target), as it
     *     was sent, without the port; where none was sent, of the connection
     * @param port of the request, or else of the connection
     * @param serverName as it was sent with TLS (SNI); empty without
     * @param version {@code HTTP/1.1}, {@code HTTP/2.0}, …
     * @param target path and query as they were sent; host and port for {@code CONNECT}
     * @param body as it was sent, without chunks
     * @param decoded the body without its content coding; absent where it has none that is known
     * @param whole whether the request came to its end
     * @param answered the status that was answered
     */
    record HttpRequest(
            long number,
            long millis,
            long connection,
            Place to,
            String scheme,
            String host,
            int port,
            String serverName,
            String version,
            String method,
            String target,
            List<Header> headers,
            Kept body,
            @Nullable Kept decoded,
            boolean whole,
            int answered)
            implements Seen {}

    /**
     * A message of a WebSocket that was opened by an {@link HttpRequest}.
     *
     * @param request that one's number
     * @param kind {@code text}, {@code binary}, {@code close}, …
     */
    record SocketMessage(
            long number,
            long millis,
            long connection,
            Place to,
            long request,
            String host,
            String target,
            String kind,
            Kept content)
            implements Seen {}

    /**
     * A mail was handed over by SMTP, or as much of one as was sent.
     *
     * @param hello what the client calls itself
     * @param login what it logged in with: method, name and password, as decoded; empty without
     * @param from the envelope's sender
     * @param recipients the envelope's recipients: Bcc is here and not in the content
     * @param content headers and text
     * @param whole whether the content came to its end
     * @param encrypted whether it came through TLS
     */
    record Mail(
            long number,
            long millis,
            long connection,
            Place to,
            String hello,
            List<String> login,
            String from,
            List<String> recipients,
            Kept content,
            boolean whole,
            boolean encrypted)
            implements Seen {}

    /**
     * What came on a connection whose protocol is not spoken here, or that broke its protocol.
     *
     * @param protocol what it was taken for; {@code raw} where it was taken for nothing
     * @param encrypted whether it came through TLS
     */
    record Raw(
            long number,
            long millis,
            long connection,
            Place to,
            String protocol,
            boolean encrypted,
            Kept content)
            implements Seen {}

    /** A datagram that was no question for DNS. */
    record Datagram(long number, long millis, Place to, Kept content) implements Seen {}

    /** From here on, some or all of what was sent is not written down. */
    record Dropped(long number, long millis, String why) implements Seen {}
}
