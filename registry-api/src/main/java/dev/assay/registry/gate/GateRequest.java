package dev.assay.registry.gate;

import dev.assay.inventory.release.Stage;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.util.Objects;
import java.util.function.Function;

/**
 * One request, whole.
 *
 * @param path as sent, still percent-encoded, without the query
 * @param query as sent, without the question mark; empty where there is none
 * @param headers the value of a header by its lower-case name, the first of several, or null; all
 *     of {@code accept}, with commas
 * @param client who asks
 * @param stage how far what they get must have been approved
 * @param caller whose token they showed, as {@link dev.assay.inventory.fetch.FetchCount} writes it
 */
public record GateRequest(
        String method,
        String path,
        String query,
        Function<String, @Nullable String> headers,
        InetAddress client,
        byte[] body,
        Stage stage,
        String caller) {

    public GateRequest {
        Objects.requireNonNull(method, "method is null");
        Objects.requireNonNull(path, "path is null");
        Objects.requireNonNull(client, "client is null");
        Objects.requireNonNull(stage, "stage is null");
        Objects.requireNonNull(caller, "caller is null");
    }

    /** The same request of a caller who is known now. */
    GateRequest of(Stage itsStage, String who) {
        return itsStage == stage && who.equals(caller)
                ? this
                : new GateRequest(method, path, query, headers, client, body, itsStage, who);
    }

    /** A header by its lower-case name, or null. */
    public @Nullable String header(String name) {
        return headers.apply(name);
    }

    /** Whether it only reads. */
    public boolean reads() {
        return method.equals("GET") || method.equals("HEAD");
    }
}
