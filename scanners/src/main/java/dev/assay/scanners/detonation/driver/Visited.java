package dev.assay.scanners.detonation.driver;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/**
 * What a visit to a server saw.
 *
 * @param ready whether it answered the list of its tools
 * @param problem why it did not; null where it did
 * @param readyMillis from the start of its process to that answer
 * @param endpoint where it listens, with a numeric address; null where it spoke on its standard
 *     streams
 * @param offered what it offers, as a probe of a remote server writes it: {@code server}, {@code
 *     protocolVersion}, {@code instructions}, {@code tools}, {@code prompts}, {@code resources},
 *     {@code resourceTemplates}
 * @param calls in order
 * @param uncalled tools that there was no time for
 * @param asked what the server asked its client, by method
 * @param stray what it said that were no messages
 */
public record Visited(
        boolean ready,
        @Nullable String problem,
        long readyMillis,
        @Nullable String endpoint,
        ObjectNode offered,
        List<Called> calls,
        List<String> uncalled,
        List<String> asked,
        int stray) {

    public Visited {
        calls = List.copyOf(calls);
        uncalled = List.copyOf(uncalled);
        asked = List.copyOf(asked);
    }
}
