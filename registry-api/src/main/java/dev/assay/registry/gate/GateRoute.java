package dev.assay.registry.gate;

import java.util.Optional;

/**
 * One protocol of the gate. Called by many threads at once. What it throws becomes a 503: a fault
 * of ours is never told as a refusal.
 */
public interface GateRoute {

    /** The protocol's name as numbers about it bear it: lower-case, one word. */
    String protocol();

    /** Whether a path is this protocol's. Called on an event loop. */
    boolean owns(String path);

    /** Whether anybody may ask, with or without a token: it tells nothing of any package. */
    default boolean isOpen() {
        return false;
    }

    /**
     * What a 401 of this protocol asks for, as the value of {@code WWW-Authenticate}: clients
     * choose by it what they send, or show it.
     *
     * @param sentence why it is a 401, fit to stand between quotes
     */
    default String challenge(String sentence) {
        return "Basic realm=\"Assay\", charset=\"UTF-8\"";
    }

    /**
     * Answers from memory, on an event loop: no database, no upstream, no reading of files.
     *
     * @return empty where it must be looked for
     */
    Optional<GateAnswer> atOnce(GateRequest request);

    /** Answers whatever it takes, on a virtual thread. */
    GateAnswer answer(GateRequest request) throws Exception;
}
