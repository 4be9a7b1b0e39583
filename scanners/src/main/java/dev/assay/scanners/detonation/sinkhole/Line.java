package dev.assay.scanners.detonation.sinkhole;

/**
 * One connection, as far as it is known by now.
 *
 * @param to where it was meant to go
 * @param encrypted whether what is read came through TLS
 * @param serverName that TLS was asked for; empty without
 * @param depth in how many tunnels, of TLS or of a proxy, this is
 */
record Line(Shared shared, long number, Place to, boolean encrypted, String serverName, int depth) {

    /** A tunnel in a tunnel is odd, and one in four of them is an attempt at our memory. */
    private static final int DEEPEST = 4;

    boolean isDeepest() {
        return depth >= DEEPEST;
    }

    Line inTls(String serverName) {
        return new Line(shared, number, to, true, serverName, depth + 1);
    }

    /** What is inside of a tunnel that a proxy was asked for. */
    Line through(Place target) {
        return new Line(shared, number, target, false, "", depth + 1);
    }

    void raw(String protocol, Keeping bytes) {
        if (bytes.total() > 0) {
            shared.journal()
                    .write(
                            (event, millis) ->
                                    new Seen.Raw(
                                            event,
                                            millis,
                                            number,
                                            to,
                                            protocol,
                                            encrypted,
                                            bytes.kept()));
        }
    }
}
