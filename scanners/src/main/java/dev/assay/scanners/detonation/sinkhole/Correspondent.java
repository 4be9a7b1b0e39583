package dev.assay.scanners.detonation.sinkhole;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Where a redirected datagram was meant to go. The datagram does not tell any more and the kernel
 * keeps it for TCP alone, but whoever connected its socket before sending, as every resolver does,
 * has the address in the kernel's list of sockets ({@code /proc/net/udp}) of this namespace.
 */
final class Correspondent {

    private static final int MOST = 1 << 20;
    private static final Place UNKNOWN = new Place("", 0, "");

    private Correspondent() {}

    /** Of the socket that a datagram came from; without address and port where it says none. */
    static Place of(InetSocketAddress sender, Names names) {
        var six = sender.getAddress().getAddress().length == 16;
        // A socket of IPv6 may send by IPv4, and is listed with the former.
        for (var list : six ? new String[] {"udp6"} : new String[] {"udp", "udp6"}) {
            try (var in = Files.newInputStream(Path.of("/proc/self/net", list))) {
                var lines = new String(in.readNBytes(MOST), StandardCharsets.US_ASCII);
                var found = find(lines, sender.getPort(), names);
                if (found != UNKNOWN) {
                    return found;
                }
            } catch (IOException e) {
                // Another platform, or nothing of IPv6.
            }
        }
        return UNKNOWN;
    }

    static Place find(String lines, int port, Names names) {
        var local = ":%04X".formatted(port);
        for (var line : lines.lines().skip(1).toList()) {
            var columns = line.strip().split("\\s+");
            if (columns.length > 2 && columns[1].endsWith(local)) {
                var remote = columns[2].split(":");
                var to = remote.length == 2 ? Integer.parseInt(remote[1], 16) : 0;
                if (to != 0) {
                    return place(remote[0], to, names);
                }
            }
        }
        return UNKNOWN;
    }

    /** Words of four bytes, each in the order of a little machine. */
    private static Place place(String hex, int port, Names names) {
        var words = HexFormat.of().parseHex(hex);
        var bytes = new byte[words.length];
        for (var at = 0; at < words.length; at++) {
            bytes[at] = words[at ^ 3];
        }
        var isMapped = bytes.length == 16 && bytes[10] == -1 && bytes[11] == -1;
        try {
            var address =
                    InetAddress.getByAddress(isMapped ? Arrays.copyOfRange(bytes, 12, 16) : bytes);
            return OriginalPlace.place(address, port, names);
        } catch (IOException e) {
            return UNKNOWN;
        }
    }
}
