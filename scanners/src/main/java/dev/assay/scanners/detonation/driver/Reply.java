package dev.assay.scanners.detonation.driver;

import tools.jackson.databind.JsonNode;

/** What came of a request. */
public sealed interface Reply {

    record Result(JsonNode value) implements Reply {}

    /** The server's own error (JSON-RPC 2.0, section 5.1). */
    record Refused(int code, String message) implements Reply {}

    /** No answer in time. */
    record Silent() implements Reply {}

    /** The server's output has ended. */
    record Gone() implements Reply {}
}
