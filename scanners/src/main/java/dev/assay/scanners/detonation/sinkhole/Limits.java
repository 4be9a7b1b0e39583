package dev.assay.scanners.detonation.sinkhole;

import java.time.Duration;

/**
 * How much is taken of whoever sends.
 *
 * @param connections open at the same time; further ones are closed at once
 * @param events written down; one more says that others were not
 * @param body bytes kept of one body, mail or connection
 * @param exchange bytes taken of one body, mail or connection before it is ended
 * @param kept bytes kept in all
 * @param head bytes of a request line and of all header fields, each
 * @param idle after which a connection without a byte is closed
 * @param silence of a client after which a server that speaks first does so
 */
public record Limits(
        int connections,
        int events,
        int body,
        long exchange,
        long kept,
        int head,
        Duration idle,
        Duration silence) {

    public static Limits usual() {
        return new Limits(
                1_024,
                20_000,
                256 << 10,
                64L << 20,
                96L << 20,
                128 << 10,
                Duration.ofSeconds(30),
                Duration.ofMillis(200));
    }

    public Limits withConnections(int most) {
        return new Limits(most, events, body, exchange, kept, head, idle, silence);
    }

    public Limits withEvents(int most) {
        return new Limits(connections, most, body, exchange, kept, head, idle, silence);
    }

    public Limits withBody(int most) {
        return new Limits(connections, events, most, exchange, kept, head, idle, silence);
    }

    public Limits withExchange(long most) {
        return new Limits(connections, events, body, most, kept, head, idle, silence);
    }

    public Limits withKept(long most) {
        return new Limits(connections, events, body, exchange, most, head, idle, silence);
    }

    public Limits withIdle(Duration longest) {
        return new Limits(connections, events, body, exchange, kept, head, longest, silence);
    }
}
