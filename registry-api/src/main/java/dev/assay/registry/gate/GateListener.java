package dev.assay.registry.gate;

import dev.assay.registry.tls.Tls;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The gate's own listener. It is no servlet container, since those cannot send the reason phrase
 * that some clients show as the only text, and it keeps answering when the main listener is busy.
 */
public final class GateListener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GateListener.class);
    private static final int BACKLOG = 1024;

    private final InetSocketAddress address;
    private final List<GateRoute> routes;
    private final CallerStage callers;
    private final ConnectionLimits limits;
    private final Duration drain;
    private final Clock clock;
    private final GateMeters meters;
    private final RequestRates rates;
    private final Tls tls;

    private final ChannelGroup connections =
            new DefaultChannelGroup("gate", GlobalEventExecutor.INSTANCE);
    private final AtomicBoolean draining = new AtomicBoolean();
    private @Nullable MultiThreadIoEventLoopGroup acceptor;
    private @Nullable MultiThreadIoEventLoopGroup loops;
    private @Nullable ExecutorService workers;
    private @Nullable Channel server;

    public GateListener(
            InetSocketAddress address,
            List<GateRoute> routes,
            CallerStage callers,
            ConnectionLimits limits,
            Duration drain,
            Clock clock,
            GateMeters meters,
            RequestRates rates,
            Tls tls) {
        this.tls = tls;
        this.address = address;
        this.routes = List.copyOf(routes);
        this.callers = callers;
        this.limits = limits;
        this.drain = drain;
        this.clock = clock;
        this.meters = meters;
        this.rates = rates;
    }

    /**
     * Starts to listen.
     *
     * @throws IOException when the port cannot be had; the message says which and what to do
     */
    public void start() throws IOException {
        var transport = Transport.ofHost();
        var accepting =
                new MultiThreadIoEventLoopGroup(
                        1, new DefaultThreadFactory("gate-accept"), transport.handlers());
        var serving =
                new MultiThreadIoEventLoopGroup(
                        Runtime.getRuntime().availableProcessors(),
                        new DefaultThreadFactory("gate"),
                        transport.handlers());
        var working =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("gate-request-", 0).factory());
        acceptor = accepting;
        loops = serving;
        workers = working;
        var bound =
                new ServerBootstrap()
                        .group(accepting, serving)
                        .channel(transport.listener())
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.SO_KEEPALIVE, true)
                        // A request is read when the answer before it has gone out.
                        .childOption(ChannelOption.AUTO_READ, false)
                        .childOption(
                                ChannelOption.WRITE_BUFFER_WATER_MARK, WriteBufferWaterMark.DEFAULT)
                        .childHandler(
                                new ConnectionSetup(
                                        routes,
                                        meters.of(routes),
                                        rates,
                                        callers,
                                        limits,
                                        connections,
                                        working,
                                        new ResponseWriter(clock, tls.isOn()),
                                        draining,
                                        GateTls.of(tls)))
                        .bind(address)
                        .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            close();
            throw new IOException(
                    "the gate cannot listen on "
                            + address
                            + "; set gate.port or gate.address, or end what listens there",
                    transport.refusal(bound.cause()));
        }
        server = bound.channel();
        meters.gauge("assay.gate.connections", "Connections that are open now", connections::size);
        LOG.info("The gate listens on {}.", server.localAddress());
    }

    /** The port that it listens on. */
    public int port() {
        if (server == null) {
            throw new IllegalStateException("the gate is not running");
        }
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    /** Takes no more requests, lets the running ones end, then closes. */
    @Override
    public void close() {
        if (server != null) {
            server.close().awaitUninterruptibly();
            server = null;
        }
        draining.set(true);
        for (var connection : connections) {
            connection.pipeline().fireUserEventTriggered(Connection.Drain.NOW);
        }
        connections.newCloseFuture().awaitUninterruptibly(drain.toMillis());
        connections.close().awaitUninterruptibly();
        if (workers != null) {
            workers.shutdownNow();
        }
        stop(acceptor);
        stop(loops);
    }

    private static void stop(@Nullable MultiThreadIoEventLoopGroup group) {
        if (group != null) {
            group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }
}
