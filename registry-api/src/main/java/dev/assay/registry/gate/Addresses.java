package dev.assay.registry.gate;

import dev.assay.inventory.store.Id;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * How clients reach us, since what we answer holds addresses of ours.
 *
 * @param gate the gate's own address, ending in a slash; null takes each request's {@code Host}
 * @param main the main listener's, ending in a slash; null takes the request's host and the port
 * @param mainPort the main listener's port
 * @param tls whether both listeners speak TLS
 */
public record Addresses(@Nullable String gate, @Nullable String main, int mainPort, boolean tls) {

    private static final Pattern HOST =
            Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?");
    private static final String UNKNOWN_HOST = "localhost";

    /** One that was found to be a host: nearly all requests come by the same. */
    private static volatile String lastHost = UNKNOWN_HOST;

    public static Addresses of(@Nullable URI gate, @Nullable URI main, int mainPort, boolean tls) {
        return new Addresses(slashed(gate), slashed(main), mainPort, tls);
    }

    /** The gate's address as this caller uses it, ending in a slash. */
    public String gate(GateRequest request) {
        if (gate != null) {
            return gate;
        }
        var host = request.header("host");
        return scheme() + (host != null && isHost(host) ? host : UNKNOWN_HOST) + "/";
    }

    /**
     * The gate's address for a caller of the main listener, ending in a slash.
     *
     * @param host the host by which they reached it, without a port
     */
    public String gate(String host, int gatePort) {
        return gate != null ? gate : scheme() + host + ":" + gatePort + "/";
    }

    /** The page of a record, which opens without signing in. */
    public String page(GateRequest request, Id id) {
        return main(request) + "r/" + id;
    }

    /** The main listener's address, ending in a slash. */
    public String main(GateRequest request) {
        if (main != null) {
            return main;
        }
        var host = request.header("host");
        var matcher = HOST.matcher(host == null ? "" : host);
        return scheme()
                + (matcher.matches() ? matcher.group(1) : UNKNOWN_HOST)
                + ":"
                + mainPort
                + "/";
    }

    private String scheme() {
        return tls ? "https://" : "http://";
    }

    private static boolean isHost(String host) {
        if (host.equals(lastHost)) {
            return true;
        }
        if (!HOST.matcher(host).matches()) {
            return false;
        }
        lastHost = host;
        return true;
    }

    private static @Nullable String slashed(@Nullable URI uri) {
        if (uri == null) {
            return null;
        }
        var text = uri.toString();
        return text.endsWith("/") ? text : text + "/";
    }
}
