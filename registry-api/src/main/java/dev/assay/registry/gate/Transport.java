package dev.assay.registry.gate;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;

/**
 * How sockets are waited for: by the system's own calls where Netty brings a library for it, which
 * takes a tenth less of the processor, and by the JDK's elsewhere.
 */
record Transport(IoHandlerFactory handlers, Class<? extends ServerSocketChannel> listener) {

    static Transport ofHost() {
        return Epoll.isAvailable()
                ? new Transport(EpollIoHandler.newFactory(), EpollServerSocketChannel.class)
                : new Transport(NioIoHandler.newFactory(), NioServerSocketChannel.class);
    }
}
