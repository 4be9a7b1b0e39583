package dev.assay.scanners.detonation.sinkhole;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One address for each name, so that a connection tells whose address it was opened to even when
 * nothing in it does.
 */
final class Names {

    /** 198.18.0.1 and up, and never the last, which is for the names beyond. */
    private static final int MOST = 0xfffe;

    /**
     * Addresses for measurements of networks (RFC 2544, appendix C.2.2), which are nobody's. Those
     * of the loopback would be what servers refuse to call, and are not led here.
     */
    private static final byte FIRST = (byte) 198;

    private static final byte SECOND = 18;

    private final boolean distinct;
    private final Map<String, Integer> hosts = new HashMap<>();
    private final Map<Integer, String> names = new HashMap<>();

    /**
     * @param distinct whether names have addresses of their own, which have to lead here; else all
     *     have that of the loopback
     */
    Names(boolean distinct) {
        this.distinct = distinct;
    }

    /** The four bytes of a name's address. */
    synchronized byte[] address(String name) {
        if (!distinct) {
            return new byte[] {127, 0, 0, 1};
        }
        var key = name.toLowerCase(Locale.ROOT);
        var host = hosts.get(key);
        if (host == null) {
            host = hosts.size() + 1;
            if (host > MOST) {
                return new byte[] {FIRST, SECOND, (byte) 0xff, (byte) 0xff};
            }
            hosts.put(key, host);
            names.put(host, name);
        }
        return new byte[] {FIRST, SECOND, (byte) (host >> 8), (byte) (int) host};
    }

    /** The name that has this address; empty where none has. */
    synchronized String name(byte[] address) {
        if (address.length != 4 || address[0] != FIRST || address[1] != SECOND) {
            return "";
        }
        return names.getOrDefault((address[2] & 0xff) << 8 | address[3] & 0xff, "");
    }
}
