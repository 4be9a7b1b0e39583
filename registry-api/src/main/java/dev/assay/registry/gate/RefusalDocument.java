package dev.assay.registry.gate;

import dev.assay.registry.gate.Refusals.Alternative;
import dev.assay.registry.gate.Refusals.Link;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/**
 * The one body of all refusals: a problem document (RFC 9457) that also has the keys that single
 * clients look for. What is not known is left out.
 */
record RefusalDocument(Addresses addresses, String contact) {

    private static final JsonMapper JSON = new JsonMapper();

    byte[] write(
            GateRequest request,
            Block block,
            List<Alternative> alternatives,
            Link link,
            String detail) {
        var altered = block.cause() == Cause.BYTES_DIFFER;
        var main = addresses.main(request);
        var body = JSON.createObjectNode();
        body.put("type", main + "problems/" + (altered ? "bytes-differ" : "not-approved"));
        body.put("title", altered ? "Bytes differ from what was approved" : "Version not approved");
        body.put("status", 403);
        body.put("detail", detail);
        if (link instanceof Link.Page(var id)) {
            body.put("instance", "/r/" + id);
        }
        body.put("error", detail);
        var error = body.putArray("errors").addObject();
        error.put("code", "DENIED").put("message", detail).put("status", 403);
        if (link instanceof Link.Page(var id)) {
            error.putObject("detail").put("decisionId", id.value());
            body.put("decisionId", id.value());
        }
        body.put("decision", "blocked");
        body.put("state", block.cause().name());
        body.put("policy", block.cause().policy());
        body.put("retryable", false);
        known(body, block);
        var approved = body.putArray("approved");
        for (var each : alternatives) {
            approved.addObject().put("version", each.version()).put("install", each.install());
        }
        var links = body.putObject("links");
        if (link instanceof Link.Page(var id)) {
            links.put("request", addresses.page(request, id));
        }
        links.put("owner", contact);
        return JSON.writeValueAsBytes(body);
    }

    private static void known(ObjectNode body, Block block) {
        var named = body.putObject("package").put("purl", block.purl().toString());
        if (block.sha256() != null) {
            named.put("sha256", block.sha256());
        }
        var about = block.about();
        if (about == null) {
            return;
        }
        body.put("server", about.purl().packageName());
        if (block.forAnother()) {
            body.putArray("requiredBy")
                    .add(about.purl().packageName() + "@" + about.purl().exactVersion());
        }
        if (!about.reason().isBlank() && !block.cause().speaksForItself()) {
            body.putArray("findings")
                    .addObject()
                    .put("summary", PlainText.line(about.reason(), 300));
        }
    }
}
