package dev.assay.registry.gate;

import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.stream.ChunkedWriteHandler;
import io.netty.handler.timeout.IdleStateHandler;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Builds the pipeline of each connection. */
final class ConnectionSetup extends ChannelInitializer<SocketChannel> {

    private final List<GateRoute> routes;
    private final List<GateMeters.OfProtocol> meters;
    private final RequestRates rates;
    private final CallerStage callers;
    private final ConnectionLimits limits;
    private final ChannelGroup connections;
    private final ExecutorService workers;
    private final ResponseWriter writer;
    private final AtomicBoolean draining;
    private final @Nullable GateTls tls;

    ConnectionSetup(
            List<GateRoute> routes,
            List<GateMeters.OfProtocol> meters,
            RequestRates rates,
            CallerStage callers,
            ConnectionLimits limits,
            ChannelGroup connections,
            ExecutorService workers,
            ResponseWriter writer,
            AtomicBoolean draining,
            @Nullable GateTls tls) {
        this.tls = tls;
        this.routes = routes;
        this.meters = meters;
        this.rates = rates;
        this.callers = callers;
        this.limits = limits;
        this.connections = connections;
        this.workers = workers;
        this.writer = writer;
        this.draining = draining;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        if (connections.size() >= limits.most()) {
            channel.close();
            return;
        }
        connections.add(channel);
        var arrival = new RequestArrival(limits.request());
        var codec =
                new HttpServerCodec(
                        new HttpDecoderConfig()
                                .setMaxInitialLineLength(limits.longestLine())
                                .setMaxHeaderSize(limits.largestHeaders()));
        var pipeline =
                channel.pipeline()
                        .addLast(
                                new IdleStateHandler(
                                        true,
                                        0,
                                        0,
                                        limits.idle().toMillis(),
                                        TimeUnit.MILLISECONDS));
        if (tls != null) {
            pipeline.addLast(tls.handler(limits.request()));
        }
        pipeline.addLast(arrival).addLast(codec).addLast(new WholeRequests(limits.largestBody()));
        if (tls != null) {
            pipeline.addLast(new ChunkedWriteHandler());
        }
        pipeline.addLast(
                new Connection(routes, meters, rates, callers, workers, arrival, writer, draining));
    }
}
