package dev.assay.registry.gate;

import dev.assay.inventory.fetch.FetchCount;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.timeout.IdleStateEvent;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.net.ssl.SSLException;

/** One connection: one request at a time, each answered before the next is read. */
final class Connection extends SimpleChannelInboundHandler<FullHttpRequest> {

    /** Asks a connection to close once it has nothing to answer. */
    enum Drain {
        NOW
    }

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final List<GateRoute> routes;
    private final List<GateMeters.OfProtocol> meters;
    private final RequestRates rates;
    private final CallerStage callers;
    private final ExecutorService workers;
    private final RequestArrival arrival;
    private final ResponseWriter writer;
    private final AtomicBoolean draining;

    /** Requests that came in one piece with the one before; no more are read meanwhile. */
    private final Queue<FullHttpRequest> pipelined = new ArrayDeque<>();

    private boolean inNext;
    private boolean answering;
    private boolean working;
    private boolean malformed;

    /** Of the request that is being answered; its place among the routes, or behind the last. */
    private int route;

    private long since;

    Connection(
            List<GateRoute> routes,
            List<GateMeters.OfProtocol> meters,
            RequestRates rates,
            CallerStage callers,
            ExecutorService workers,
            RequestArrival arrival,
            ResponseWriter writer,
            AtomicBoolean draining) {
        this.draining = draining;
        this.writer = writer;
        this.routes = routes;
        this.meters = meters;
        this.rates = rates;
        this.callers = callers;
        this.workers = workers;
        this.arrival = arrival;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.read();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest message) {
        arrival.arrived();
        pipelined.add(message.retain());
        next(context);
    }

    /** Answers what is there, one by one, then reads on. */
    private void next(ChannelHandlerContext context) {
        if (inNext) {
            // An answer that was written at once: the loop below goes on by itself.
            return;
        }
        inNext = true;
        try {
            for (var message = pipelined.peek(); message != null && !answering; ) {
                pipelined.remove();
                try {
                    answer(context, message);
                } finally {
                    message.release();
                }
                message = pipelined.peek();
            }
        } finally {
            inNext = false;
        }
        if (!answering && context.channel().isActive()) {
            context.read();
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        pipelined.forEach(FullHttpRequest::release);
        pipelined.clear();
    }

    private void answer(ChannelHandlerContext context, FullHttpRequest message) {
        answering = true;
        since = System.nanoTime();
        route = routes.size();
        var broken = message.decoderResult().cause();
        if (broken != null) {
            malformed = true;
            write(context, message.method().name(), false, malformed(broken));
            return;
        }
        var request = request(context, message);
        var keepAlive = HttpUtil.isKeepAlive(message);
        route = routeOf(request.path());
        if (route == routes.size()) {
            write(context, request.method(), keepAlive, nowhere(request));
            return;
        }
        var chosen = routes.get(route);
        var wait =
                chosen.isOpen()
                        ? 0
                        : rates.waitSeconds(request.client(), request.header("authorization"));
        if (wait > 0) {
            write(context, request.method(), keepAlive, Faults.tooMany(wait));
            return;
        }
        Optional<GateAnswer> atOnce;
        try {
            atOnce = atOnce(request, chosen);
        } catch (RuntimeException e) {
            write(context, request.method(), keepAlive, fault(request, e));
            return;
        }
        if (atOnce.isPresent()) {
            write(context, request.method(), keepAlive, atOnce.get());
            return;
        }
        working = true;
        try {
            workers.execute(() -> work(context, chosen, request, keepAlive));
        } catch (RejectedExecutionException e) {
            write(context, request.method(), false, Faults.ours("it is being stopped"));
        }
    }

    private int routeOf(String path) {
        var place = 0;
        while (place < routes.size() && !routes.get(place).owns(path)) {
            place++;
        }
        return place;
    }

    private Optional<GateAnswer> atOnce(GateRequest request, GateRoute route) {
        return switch (callers.atOnce(request, route).orElse(null)) {
            case null -> Optional.empty();
            case CallerStage.Admission.Admitted(var stage, var caller) ->
                    route.atOnce(request.of(stage, caller));
            case CallerStage.Admission.Refused(var answer) -> Optional.of(answer);
        };
    }

    private void work(
            ChannelHandlerContext context,
            GateRoute route,
            GateRequest request,
            boolean keepAlive) {
        GateAnswer answer;
        try {
            answer =
                    switch (callers.admit(request, route)) {
                        case CallerStage.Admission.Admitted(var stage, var caller) ->
                                route.answer(request.of(stage, caller));
                        case CallerStage.Admission.Refused(var refusal) -> refusal;
                    };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer = Faults.ours("it is being stopped");
        } catch (Exception | StackOverflowError e) {
            answer = fault(request, e);
        }
        var ready = answer;
        context.executor().execute(() -> write(context, request.method(), keepAlive, ready));
    }

    private void write(
            ChannelHandlerContext context, String method, boolean keepAlive, GateAnswer answer) {
        working = false;
        meters.get(route).answered(answer.status(), System.nanoTime() - since);
        var open = keepAlive && !draining.get();
        writer.write(context, method, open, answer)
                .addListener(
                        done -> {
                            if (done.isSuccess() && open && !draining.get()) {
                                answering = false;
                                next(context);
                            } else if (done.isSuccess() && malformed) {
                                linger(context);
                            } else {
                                context.close();
                            }
                        });
    }

    private static GateAnswer fault(GateRequest request, Throwable e) {
        LOG.error("{} {} failed.", request.method(), PlainText.line(request.path(), 300), e);
        return Faults.ours(
                e instanceof IOException ? "its disk cannot be read" : "see the service's log");
    }

    /**
     * Closing while bytes are unread resets the connection, and the client may never see why. The
     * codec throws away what still comes; the time-outs end it.
     */
    private static void linger(ChannelHandlerContext context) {
        GateTls.shutdownOutput(context.channel());
        context.channel().config().setAutoRead(true);
    }

    private static GateAnswer malformed(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException e ->
                    Faults.plain(414, "Request line too long", "the request line is too long");
            case TooLongHttpHeaderException e ->
                    Faults.plain(431, "Headers too large", "the request's headers are too large");
            default -> Faults.plain(400, "No HTTP/1.1 request", "the request is no HTTP/1.1");
        };
    }

    private static GateAnswer nowhere(GateRequest request) {
        return Faults.plain(
                404,
                "Assay's gate has nothing here",
                "Assay's gate has nothing at "
                        + PlainText.line(request.path(), 200)
                        + "; npm's registry address is /npm/");
    }

    private GateRequest request(ChannelHandlerContext context, FullHttpRequest message) {
        var target = message.uri();
        // A proxy may send the absolute form (RFC 9112, section 3.2.2).
        if (target.startsWith("http://") || target.startsWith("https://")) {
            var slash = target.indexOf('/', target.indexOf("://") + 3);
            target = slash < 0 ? "/" : target.substring(slash);
        }
        var question = target.indexOf('?');
        var headers = message.headers();
        return new GateRequest(
                message.method().name(),
                question < 0 ? target : target.substring(0, question),
                question < 0 ? "" : target.substring(question + 1),
                name -> name.equals("accept") ? accepted(headers) : headers.get(name),
                ((InetSocketAddress) context.channel().remoteAddress()).getAddress(),
                message.content().isReadable()
                        ? ByteBufUtil.getBytes(message.content())
                        : new byte[0],
                callers.anonymous(),
                FetchCount.ANONYMOUS);
    }

    /** A list may come as several fields (RFC 9110, section 5.3), and clients do that here. */
    private static @Nullable String accepted(HttpHeaders headers) {
        var all = headers.getAll(HttpHeaderNames.ACCEPT);
        return switch (all.size()) {
            case 0 -> null;
            case 1 -> all.getFirst();
            default -> String.join(", ", all);
        };
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent && !working) {
            context.close();
        } else if (event == Drain.NOW) {
            context.executor()
                    .execute(
                            () -> {
                                if (!answering) {
                                    context.close();
                                }
                            });
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // Of TLS, a client's failures come wrapped; any stranger can cause them.
        if (!(cause instanceof IOException) && !(cause.getCause() instanceof SSLException)) {
            LOG.warn("A connection to the gate failed.", cause);
        }
        context.close();
    }
}
