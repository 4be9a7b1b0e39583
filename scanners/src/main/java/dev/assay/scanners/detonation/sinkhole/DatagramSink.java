package dev.assay.scanners.detonation.sinkhole;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;

/** Takes datagrams that are meant for anything but DNS, and answers none. */
final class DatagramSink extends SimpleChannelInboundHandler<DatagramPacket> {

    private final Shared shared;
    private final boolean redirected;

    /**
     * @param redirected whether what comes was meant for other ports, which the datagram no longer
     *     tells, but the socket that it came from may
     */
    DatagramSink(Shared shared, boolean redirected) {
        this.shared = shared;
        this.redirected = redirected;
    }

    static void write(ByteBuf content, Place to, Shared shared) {
        var bytes = new Keeping(shared.journal(), shared.limits().body());
        bytes.add(content);
        shared.journal()
                .write((event, millis) -> new Seen.Datagram(event, millis, to, bytes.kept()));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
        var to = packet.recipient();
        write(
                packet.content(),
                redirected
                        ? Correspondent.of(packet.sender(), shared.names())
                        : OriginalPlace.place(to.getAddress(), to.getPort(), shared.names()),
                shared);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // One datagram that cannot be read is no reason to end with all of them.
    }
}
