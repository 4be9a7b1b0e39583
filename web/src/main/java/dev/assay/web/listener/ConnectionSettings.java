package dev.assay.web.listener;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import java.time.Duration;

/**
 * What one client may take of the main listener, under {@code assay.connections}.
 *
 * @param most how many connections are open at once; further ones wait to be taken
 * @param idle how long one may be silent
 * @param request how long a request's line and headers may take to arrive, and a body before it has
 *     to come at {@code slowest}
 * @param slowest how many bytes of a body have to come in a second, on the average
 * @param headers the largest request line and headers together; what is far larger gets no more
 *     than a status
 * @param body the largest body of the API; files are handed in as {@code assay.upload} says
 */
@ConfigurationProperties("assay.connections")
record ConnectionSettings(
        @DefaultValue("4096") int most,
        @DefaultValue("60s") Duration idle,
        @DefaultValue("30s") Duration request,
        @DefaultValue("1KB") DataSize slowest,
        @DefaultValue("8KB") DataSize headers,
        @DefaultValue("4MB") DataSize body) {

    ConnectionSettings {
        if (most < 1) {
            throw new IllegalArgumentException(
                    "assay.connections.most is " + most + "; use 1 or more");
        }
        if (idle.toMillis() < 1 || request.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "assay.connections.idle and assay.connections.request have to be longer than"
                            + " nothing; use 60s and 30s");
        }
        if (slowest.toBytes() < 1 || body.toBytes() < 1 || headers.toBytes() < 1024) {
            throw new IllegalArgumentException(
                    "assay.connections.slowest, .body and .headers are sizes of 1 byte, 1 byte and"
                            + " 1KB or more");
        }
    }
}
