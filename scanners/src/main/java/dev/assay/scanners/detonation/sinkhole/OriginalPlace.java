package dev.assay.scanners.detonation.sinkhole;

import io.netty.channel.ChannelException;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.unix.RawUnixChannelOption;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Where a connection was meant to go before it was redirected. The kernel keeps it with the
 * connection ({@code SO_ORIGINAL_DST}); where there was no redirect, it is the local address.
 */
final class OriginalPlace {

    /** SOL_IP and SO_ORIGINAL_DST, a sockaddr_in. */
    private static final RawUnixChannelOption V4 =
            new RawUnixChannelOption("SO_ORIGINAL_DST", 0, 80, 16);

    /** SOL_IPV6 and IP6T_SO_ORIGINAL_DST, a sockaddr_in6. */
    private static final RawUnixChannelOption V6 =
            new RawUnixChannelOption("IP6T_SO_ORIGINAL_DST", 41, 80, 28);

    private OriginalPlace() {}

    static Place of(SocketChannel channel, Names names) {
        var local = channel.localAddress();
        if (local == null) {
            return new Place("", 0, "");
        }
        var address = local.getAddress();
        var port = local.getPort();
        try {
            var original = channel.config().getOption(address.getAddress().length == 4 ? V4 : V6);
            if (original != null) {
                return read(original, names);
            }
        } catch (ChannelException | UnknownHostException e) {
            // No connection tracking: nothing was redirected.
        }
        return place(address, port, names);
    }

    private static Place read(ByteBuffer original, Names names) throws UnknownHostException {
        var bytes = new byte[original.remaining()];
        original.get(bytes);
        var port = ByteBuffer.wrap(bytes).order(ByteOrder.BIG_ENDIAN).getShort(2) & 0xffff;
        var address =
                bytes.length == 16
                        ? Arrays.copyOfRange(bytes, 4, 8)
                        : Arrays.copyOfRange(bytes, 8, 24);
        return place(InetAddress.getByAddress(address), port, names);
    }

    static Place place(InetAddress address, int port, Names names) {
        return new Place(address.getHostAddress(), port, names.name(address.getAddress()));
    }
}
