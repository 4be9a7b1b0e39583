package dev.assay.scanners.detonation.sinkhole;

import io.netty.bootstrap.AbstractBootstrap;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The servers that whatever is run meets instead of the network: it answers every name, takes every
 * connection that is led to it, and tells what was sent. It reaches out to nobody.
 *
 * <p>Which traffic is led here is the matter of who opens it: in a network namespace of its own,
 * all of TCP is redirected to {@link #tcpPort()}, port 53 of UDP to {@link #namePort()}, and the
 * rest of UDP to {@link #datagramPort()}.
 */
public final class Sinkhole implements AutoCloseable {

    private static final int THREADS = 2;

    /**
     * SOL_IPV6 and IPV6_V6ONLY: each family has a socket of its own, since their options differ.
     */
    private static final IntegerUnixChannelOption V6_ONLY =
            new IntegerUnixChannelOption("IPV6_V6ONLY", 41, 26);

    private final SinkholeSettings settings;
    private final CompletableFuture<Authority> authority;
    private final EventLoopGroup loops;
    private final ChannelGroup connections =
            new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final List<Channel> listeners = new ArrayList<>();
    private int tcpPort;
    private int namePort;
    private int datagramPort;

    private Sinkhole(
            SinkholeSettings settings,
            CompletableFuture<Authority> authority,
            EventLoopGroup loops) {
        this.settings = settings;
        this.authority = authority;
        this.loops = loops;
    }

    /**
     * Opens it. Whatever is seen is handed to the reader, one after the other and by threads of the
     * sinkhole, which wait for it meanwhile.
     *
     * @throws IOException when it cannot listen, or not on this platform (it takes Linux with
     *     glibc)
     */
    public static Sinkhole open(SinkholeSettings settings, Consumer<Seen> reader)
            throws IOException {
        // Else Netty looks for the address of a network card, and complains where there is none.
        System.setProperty("io.netty.machineId", "02:00:00:00:00:01");
        // Keys take as long as Netty does to begin with, and a JVM is started for each run.
        var authority = CompletableFuture.supplyAsync(() -> authority(settings));
        if (!Epoll.isAvailable()) {
            throw new IOException(
                    "the sinkhole takes Linux on x86_64 or aarch64 with glibc",
                    Epoll.unavailabilityCause());
        }
        var loops =
                new MultiThreadIoEventLoopGroup(
                        THREADS,
                        new DefaultThreadFactory("sinkhole", true),
                        EpollIoHandler.newFactory());
        var sinkhole = new Sinkhole(settings, authority, loops);
        try {
            var shared =
                    new Shared(
                            new Journal(settings.limits(), reader),
                            new Names(settings.everywhere()),
                            authority.thenApply(Certificates::new),
                            new Replies(settings));
            sinkhole.listen(shared);
            WarmUp.start(shared.certificates().join(), shared.replies());
        } catch (CompletionException e) {
            sinkhole.close();
            throw new IOException("no authority for the sinkhole", e.getCause());
        } catch (IOException | RuntimeException e) {
            sinkhole.close();
            throw e;
        }
        return sinkhole;
    }

    /** The certificate of the authority that has to be trusted, as a file in PEM. */
    public Path authority() {
        return pem(settings);
    }

    /**
     * The same for a JVM, as a new file in PKCS#12.
     *
     * @throws IOException when it cannot be written
     */
    public void writeTrustStore(Path file, String password) throws IOException {
        try {
            authority.join().writeTrustStore(file, password.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IOException("no trust store", e);
        }
    }

    public int tcpPort() {
        return tcpPort;
    }

    public int namePort() {
        return namePort;
    }

    public int datagramPort() {
        return datagramPort;
    }

    /** Ends all connections, and comes back once the last of what they carried was handed on. */
    @Override
    public void close() {
        for (var listener : listeners) {
            listener.close().awaitUninterruptibly();
        }
        connections.close().awaitUninterruptibly(5, TimeUnit.SECONDS);
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }

    private static Authority authority(SinkholeSettings settings) {
        try {
            var authority = new Authority();
            authority.writePem(pem(settings));
            return authority;
        } catch (GeneralSecurityException | IOException e) {
            throw new CompletionException(e);
        }
    }

    private void listen(Shared shared) throws IOException {
        var entrance = new Entrance(shared, connections);
        var everywhere = settings.everywhere();
        tcpPort =
                bind(
                        server(entrance, SocketProtocolFamily.INET),
                        v4(settings.tcpPort(), everywhere));
        tryV6(server(entrance, SocketProtocolFamily.INET6), v6(tcpPort, everywhere));
        // A redirect leads to the loopback address, and an answer has to come from it: a socket of
        // all addresses would answer from the one that it answers to.
        namePort = datagrams(() -> new NameServer(shared), settings.namePort(), false);
        datagramPort =
                datagrams(() -> new DatagramSink(shared, true), settings.datagramPort(), false);
        for (var port : settings.datagramPorts()) {
            datagrams(() -> new DatagramSink(shared, false), port, everywhere);
        }
    }

    private ServerBootstrap server(Entrance entrance, SocketProtocolFamily family) {
        return new ServerBootstrap()
                .group(loops)
                .channelFactory(() -> new EpollServerSocketChannel(family))
                .option(ChannelOption.SO_BACKLOG, 1_024)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childHandler(entrance);
    }

    private int datagrams(Supplier<ChannelHandler> handler, int port, boolean everywhere)
            throws IOException {
        var bound = bind(datagrams(handler.get(), SocketProtocolFamily.INET), v4(port, everywhere));
        tryV6(datagrams(handler.get(), SocketProtocolFamily.INET6), v6(bound, everywhere));
        return bound;
    }

    private Bootstrap datagrams(ChannelHandler handler, SocketProtocolFamily family) {
        return new Bootstrap()
                .group(loops)
                .channelFactory(() -> new EpollDatagramChannel(family))
                .option(EpollChannelOption.IP_RECVORIGDSTADDR, true)
                .handler(handler);
    }

    /** A kernel without IPv6 has nothing to sink of it. */
    private void tryV6(AbstractBootstrap<?, ?> bootstrap, InetSocketAddress at) {
        var bound = bootstrap.option(V6_ONLY, 1).bind(at).awaitUninterruptibly();
        if (bound.isSuccess()) {
            listeners.add(bound.channel());
        }
    }

    private int bind(AbstractBootstrap<?, ?> bootstrap, InetSocketAddress at) throws IOException {
        var bound = bootstrap.bind(at).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException("cannot listen on " + at, bound.cause());
        }
        listeners.add(bound.channel());
        return ((InetSocketAddress) bound.channel().localAddress()).getPort();
    }

    private static InetSocketAddress v4(int port, boolean everywhere) {
        return new InetSocketAddress(everywhere ? "0.0.0.0" : "127.0.0.1", port);
    }

    private static InetSocketAddress v6(int port, boolean everywhere) {
        return new InetSocketAddress(everywhere ? "::" : "::1", port);
    }

    private static Path pem(SinkholeSettings settings) {
        return settings.folder().resolve("authority.pem");
    }
}
