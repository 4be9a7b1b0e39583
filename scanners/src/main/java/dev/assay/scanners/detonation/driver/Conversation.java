package dev.assay.scanners.detonation.driver;

import tools.jackson.databind.JsonNode;

import java.time.Duration;

/** Messages to a server and its answers, over one of the transports of the protocol. */
interface Conversation extends AutoCloseable {

    /** Asks, and waits for the answer. */
    Reply ask(String method, JsonNode parameters, Duration patience) throws InterruptedException;

    void tell(String method, JsonNode parameters);

    /** Ends the session as a client does that goes. */
    @Override
    void close();
}
