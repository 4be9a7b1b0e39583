package dev.assay.scanners.detonation.chamber;

/**
 * To which ports inside of a chamber what its programs send is redirected, whatever its address.
 * TCP and datagrams to {@code 127.0.0.0/16} and {@code ::1} are not: they are between the programs
 * themselves. The original destination of a connection is its {@code SO_ORIGINAL_DST}.
 *
 * @param tcp for all TCP
 * @param names for UDP to port 53
 * @param datagrams for all other UDP
 */
public record Ports(int tcp, int names, int datagrams) {

    public static final Ports USUAL = new Ports(15_001, 15_053, 15_002);
}
