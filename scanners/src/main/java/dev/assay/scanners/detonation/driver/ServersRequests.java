package dev.assay.scanners.detonation.driver;

import dev.assay.scanners.detonation.canary.Canaries;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;

/**
 * Answers what a server asks of its client: the folder it may work in, a word of the model, a form
 * that the user fills. Each answer carries a canary, and each question is kept.
 */
final class ServersRequests {

    private static final int METHOD_NOT_FOUND = -32601;

    private final Canaries canaries;
    private final String folder;
    private final List<String> asked = new ArrayList<>();

    /**
     * @param folder the root that is told, as an absolute path
     */
    ServersRequests(Canaries canaries, String folder) {
        this.canaries = canaries;
        this.folder = folder;
    }

    /** The methods that were asked for, in order. */
    synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    ObjectNode answer(JsonNode request) {
        var method = request.path("method").asString("");
        synchronized (this) {
            if (asked.size() < 100) {
                asked.add(method);
            }
        }
        var answer = JsonNodeFactory.instance.objectNode();
        answer.put("jsonrpc", "2.0").set("id", request.path("id"));
        switch (method) {
            case "ping" -> answer.putObject("result");
            case "roots/list" ->
                    answer.putObject("result")
                            .putArray("roots")
                            .addObject()
                            .put("uri", "file://" + folder)
                            .put("name", "work");
            case "sampling/createMessage" -> sampled(answer.putObject("result"));
            case "elicitation/create" ->
                    answer.putObject("result")
                            .put("action", "accept")
                            .set(
                                    "content",
                                    new ArgumentMaker(canaries, folder)
                                            .arguments(
                                                    "elicitation",
                                                    request.path("params").path("requestedSchema"),
                                                    Shape.ALL));
            default ->
                    answer.putObject("error")
                            .put("code", METHOD_NOT_FOUND)
                            .put("message", "Method not found");
        }
        return answer;
    }

    private void sampled(ObjectNode result) {
        result.put("role", "assistant").put("model", "model").put("stopReason", "endTurn");
        result.putObject("content")
                .put("type", "text")
                .put("text", "Noted: " + canaries.at("answer:sampling").value());
    }
}
