package dev.assay.registry.gate.cargo;

import dev.assay.registry.gate.GateAnswer;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers as cargo shows them. It prints the status, no reason phrase, and of the body the first
 * 512 characters; where it understands a body, it shows {@code errors[].detail} (Cargo book, "Web
 * API"). So that stands first, and is a text.
 */
final class CargoErrors {

    private static final JsonMapper JSON = new JsonMapper();

    private CargoErrors() {}

    /** The same answer with what it says in the place where cargo shows it. */
    static GateAnswer told(GateAnswer answer) {
        if (answer.status() < 400
                || !(answer.content() instanceof GateAnswer.Bytes(var bytes))
                || !(JSON.readTree(bytes) instanceof ObjectNode before)) {
            return answer;
        }
        var body = JSON.createObjectNode();
        body.putArray("errors").addObject().put("detail", before.path("error").asString(""));
        before.properties().stream()
                .filter(each -> !each.getKey().equals("errors"))
                .forEach(each -> body.set(each.getKey(), each.getValue()));
        return new GateAnswer(
                answer.status(),
                answer.reason(),
                answer.headers(),
                new GateAnswer.Bytes(JSON.writeValueAsBytes(body)));
    }
}
