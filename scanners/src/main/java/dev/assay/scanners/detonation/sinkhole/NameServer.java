package dev.assay.scanners.detonation.sinkhole;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;

import org.jspecify.annotations.Nullable;

/** DNS on UDP. What is no question is written down as a datagram. */
final class NameServer extends SimpleChannelInboundHandler<DatagramPacket> {

    private final Shared shared;

    NameServer(Shared shared) {
        this.shared = shared;
    }

    /** The answer to a question that is written down; null where the message is none. */
    static byte @Nullable [] answer(byte[] message, String transport, Place server, Shared shared) {
        var query = NameQuery.read(message);
        if (query == null) {
            return null;
        }
        var answer = NameAnswer.to(query, shared.names());
        shared.journal()
                .write(
                        (event, millis) ->
                                new Seen.NameAsked(
                                        event,
                                        millis,
                                        query.name(),
                                        query.typeName(),
                                        transport,
                                        server,
                                        answer.said()));
        return answer.message();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
        var message = new byte[packet.content().readableBytes()];
        packet.content().getBytes(packet.content().readerIndex(), message);
        var server = Correspondent.of(packet.sender(), shared.names());
        var answer = answer(message, "udp", server, shared);
        if (answer == null) {
            DatagramSink.write(packet.content(), server, shared);
            answer = NameAnswer.notUnderstood(message);
        }
        if (answer.length > 0) {
            context.writeAndFlush(
                    new DatagramPacket(
                            Unpooled.wrappedBuffer(answer), packet.sender(), packet.recipient()));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // One datagram that cannot be answered is no reason to end with all of them.
    }
}
