package dev.assay.registry.gate;

import org.jspecify.annotations.Nullable;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How many requests one address, and one token, may make of the gate in a minute. Counts lie in a
 * fixed number of cells, chosen by a hash with a secret of this process, so that memory is bounded
 * and nothing is made for a request; two that share a cell share what it allows, which needs to be
 * much more than a build asks for anyhow. This machine's own requests are not counted by address: a
 * proxy here speaks for everybody.
 */
public final class RequestRates {

    private static final int CELLS = 1 << 16;
    private static final long COUNT = 0xFFFF_FFFFL;

    /** Of one kind, each cell with a minute in its upper half and a count in its lower. */
    private final AtomicLongArray addresses = new AtomicLongArray(CELLS);

    private final AtomicLongArray tokens = new AtomicLongArray(CELLS);
    private final int secret = new SecureRandom().nextInt();
    private final int perAddress;
    private final int perToken;
    private final Clock clock;

    /**
     * @param perAddress 0 for as many as somebody likes
     * @param perToken likewise
     */
    public RequestRates(int perAddress, int perToken, Clock clock) {
        this.perAddress = perAddress;
        this.perToken = perToken;
        this.clock = clock;
    }

    /**
     * Counts a request.
     *
     * @param token what was shown, whether it is one or not; null where nothing was
     * @return after how many seconds to ask again; 0 where this one may go on
     */
    int waitSeconds(InetAddress client, @Nullable String token) {
        var second = clock.millis() / 1000;
        var minute = second / 60;
        var allowed =
                client.isLoopbackAddress() || take(addresses, network(client), minute, perAddress);
        var tokenAllowed = token == null || take(tokens, token.hashCode(), minute, perToken);
        return allowed && tokenAllowed ? 0 : (int) (60 - (second % 60));
    }

    private boolean take(AtomicLongArray cells, int hash, long minute, int most) {
        if (most == 0) {
            return true;
        }
        var mixed = (hash ^ secret) * 0x9E37_79B9;
        var cell = (mixed ^ (mixed >>> 16)) & (CELLS - 1);
        while (true) {
            var before = cells.get(cell);
            var count = (before >>> 32) == (minute & COUNT) ? (before & COUNT) : 0;
            if (count >= most) {
                return false;
            }
            if (cells.compareAndSet(cell, before, (minute << 32) | (count + 1))) {
                return true;
            }
        }
    }

    /** One client of IPv6 has a whole /64 of addresses to come from. */
    private static int network(InetAddress client) {
        if (!(client instanceof Inet6Address)) {
            return client.hashCode();
        }
        var bytes = client.getAddress();
        var hash = 1;
        for (var place = 0; place < 8; place++) {
            hash = 31 * hash + bytes[place];
        }
        return hash;
    }
}
