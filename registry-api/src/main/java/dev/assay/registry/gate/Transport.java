package dev.assay.registry.gate;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.unix.Errors;

import java.net.BindException;

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

    /**
     * Why nothing can be listened to, as the JDK tells it: Netty's library has an exception of its
     * own.
     */
    Throwable refusal(Throwable cause) {
        if (!(cause instanceof Errors.NativeIoException)) {
            return cause;
        }
        var refused = new BindException(cause.getMessage());
        refused.initCause(cause);
        return refused;
    }
}
