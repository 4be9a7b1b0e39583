package dev.assay.scanners.detonation.sinkhole;

import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.timeout.IdleStateHandler;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Lets connections in, as many as there is room for. */
final class Entrance extends ChannelInitializer<SocketChannel> {

    private final Shared shared;
    private final ChannelGroup connections;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong number = new AtomicLong();

    Entrance(Shared shared, ChannelGroup connections) {
        this.shared = shared;
        this.connections = connections;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        var limits = shared.limits();
        if (open.incrementAndGet() > limits.connections()) {
            open.decrementAndGet();
            shared.journal().drop("more than %d connections".formatted(limits.connections()));
            channel.close();
            return;
        }
        connections.add(channel);
        channel.closeFuture().addListener(closed -> open.decrementAndGet());
        var to = OriginalPlace.of(channel, shared.names());
        var line = new Line(shared, number.incrementAndGet(), to, false, "", 0);
        shared.journal()
                .write((event, millis) -> new Seen.Connected(event, millis, line.number(), to));
        channel.pipeline()
                .addLast(
                        new IdleStateHandler(0, 0, limits.idle().toMillis(), TimeUnit.MILLISECONDS),
                        new Sleeper());
        if (to.port() == 53) {
            channel.pipeline().addLast(new NameStream(line));
        } else {
            channel.pipeline().addLast(new Door(line));
        }
    }
}
