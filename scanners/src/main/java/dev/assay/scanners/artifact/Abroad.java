package dev.assay.scanners.artifact;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/**
 * Goes where upstreams point. An upstream of our own network may point anywhere; one outside of it,
 * or whoever answers in its place, points to other hosts outside alone, by whatever name, and
 * whatever address that name has by the time of the connection (OWASP, Server-Side Request Forgery
 * Prevention). Behind a proxy it is the proxy that connects, and decides. Safe for use by many
 * threads.
 */
final class Abroad implements AutoCloseable {

    private final Predicate<InetAddress> outside;
    private final Duration connectTimeout;
    private @Nullable ExecutorService threads;
    private @Nullable HttpClient client;

    /**
     * @param outside which addresses are outside of our network
     */
    Abroad(Duration connectTimeout, Predicate<InetAddress> outside) {
        this.connectTimeout = connectTimeout;
        this.outside = outside;
    }

    /** How a request goes out. */
    sealed interface Way {

        /** As any other. */
        record Home() implements Way {}

        /** By a client whose names are looked up by threads that know no address inside. */
        record Out(HttpClient client) implements Way {}

        /**
         * Not at all.
         *
         * @param reason for people
         */
        record None(String reason) implements Way {}
    }

    Way way(UpstreamRequest request) {
        var from = request.namedBy();
        if (from == null
                || Origin.of(from).equals(Origin.of(request.uri()))
                || isProxied(request.uri())
                || inside(from.getHost()) != null) {
            return new Way.Home();
        }
        var led = Origin.of(from).host() + " leads to " + request.uri().getHost();
        var inside = inside(request.uri().getHost());
        if (inside != null) {
            return new Way.None(
                    led
                            + ", which is "
                            + inside.getHostAddress()
                            + ": an upstream outside of your network may not lead into it");
        }
        return PublicAddresses.hold()
                ? new Way.Out(client())
                : new Way.None(
                        led + ", and addresses of your network cannot be kept out of reach here");
    }

    private static boolean isProxied(URI address) {
        var selector = ProxySelector.getDefault();
        return selector != null
                && selector.select(address).stream()
                        .anyMatch(each -> each.type() != Proxy.Type.DIRECT);
    }

    /** The first address of a host that is inside of our network; null where none is known. */
    private @Nullable InetAddress inside(String host) {
        try {
            for (var address : InetAddress.getAllByName(host)) {
                if (!outside.test(address)) {
                    return address;
                }
            }
            return null;
        } catch (UnknownHostException e) {
            // It is looked up again by whoever connects, who says so.
            return null;
        }
    }

    private synchronized HttpClient client() {
        if (client == null) {
            threads =
                    Executors.newCachedThreadPool(
                            work -> new PublicAddresses.Guarded(work, outside));
            client =
                    HttpClient.newBuilder()
                            .executor(threads)
                            .connectTimeout(connectTimeout)
                            .followRedirects(Redirect.NEVER)
                            .build();
        }
        return client;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.shutdownNow();
            client.close();
        }
        if (threads != null) {
            threads.shutdownNow();
        }
    }
}
