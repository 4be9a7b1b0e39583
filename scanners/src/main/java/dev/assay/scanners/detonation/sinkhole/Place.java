package dev.assay.scanners.detonation.sinkhole;

/**
 * Where something was sent, before it was led here.
 *
 * @param address numeric; empty where it cannot be known (a datagram that was redirected, of a
 *     socket that was not connected; a name that a proxy was asked for)
 * @param port 0 where it cannot be known
 * @param name the name that was answered with this address before, as it was asked first; empty
 *     where none was
 */
public record Place(String address, int port, String name) {

    /** Name or, where there is none, address. */
    public String host() {
        return name.isEmpty() ? address : name;
    }
}
