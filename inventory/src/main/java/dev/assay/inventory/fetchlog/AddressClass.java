package dev.assay.inventory.fetchlog;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Locale;

/** Where a caller's address lies. The address itself is personal data, and is not kept. */
public enum AddressClass {
    /** This machine. */
    LOOPBACK,
    /** RFC 1918 and RFC 4193: a network of one's own. */
    PRIVATE,
    /** RFC 3927 and RFC 4291: one cable. */
    LINK_LOCAL,
    /** RFC 6598: shared by a provider's customers. */
    SHARED,
    /** Anything else. */
    PUBLIC;

    public static AddressClass of(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return LOOPBACK;
        }
        if (address.isLinkLocalAddress()) {
            return LINK_LOCAL;
        }
        var bytes = address.getAddress();
        if (address.isSiteLocalAddress()
                || address instanceof Inet6Address && (bytes[0] & 0xfe) == 0xfc) {
            return PRIVATE;
        }
        return bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64 ? SHARED : PUBLIC;
    }

    /** As it is written in a log. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static AddressClass parse(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
