package dev.assay.samples;

import java.util.List;
import java.util.Map;

/** Messages of the Model Context Protocol over standard input, one per line. */
final class Mcp {

    static final String INITIALIZE =
            """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}
            {"jsonrpc":"2.0","method":"notifications/initialized"}
            """;

    static final String LIST_TOOLS = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}\n";

    private Mcp() {}

    static String call(String tool, String argumentsJson) {
        return INITIALIZE
                + "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"tools/call\",\"params\":{\"name\":\"%s\",\"arguments\":%s}}\n"
                        .formatted(tool, argumentsJson);
    }

    /** The answers in the order they came, each a JSON-RPC message. */
    static List<Map<String, Object>> answers(String out) {
        return out.lines().map(Json::readObject).toList();
    }

    static List<Object> results(String out) {
        return answers(out).stream().map(answer -> answer.get("result")).toList();
    }
}
