package dev.assay.registry.bom;

import dev.assay.inventory.record.Entry;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.record.Subject;
import dev.assay.inventory.record.Value;

import tools.jackson.core.JsonGenerator;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * The flows of data of a server: to each destination, and from and to each business system. A
 * classification is required, so what is not known is classified as {@code unknown}.
 */
final class Flows {

    private Flows() {}

    static void write(JsonGenerator out, ServerRecord server) {
        var flows =
                Stream.concat(server.each(Subject.DESTINATION), server.each(Subject.SYSTEM))
                        .toList();
        if (flows.isEmpty()) {
            return;
        }
        var owner = server.itself().value(Field.SERVER_OWNER);
        out.writeArrayPropertyStart("data");
        for (var each : flows) {
            out.writeStartObject();
            if (each.subject() == Subject.DESTINATION) {
                destination(out, each, server, owner);
            } else {
                system(out, each, server, owner);
            }
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void destination(
            JsonGenerator out, Entry destination, ServerRecord server, Value owner) {
        out.writeStringProperty("flow", "outbound");
        classification(out, destination.value(Field.DESTINATION_DATA));
        out.writeStringProperty("name", destination.key());
        Json.text(out, "description", destination.text(Field.DESTINATION_PURPOSE));
        governance(out, destination.value(Field.DESTINATION_OPERATOR), owner);
        Json.texts(out, "source", List.of(reference("server", server.purl())));
        Json.texts(out, "destination", List.of(address(destination)));
    }

    private static void system(JsonGenerator out, Entry system, ServerRecord server, Value owner) {
        var reads = classes(server, system).anyMatch("read"::equals);
        var writes = classes(server, system).anyMatch("write"::equals);
        out.writeStringProperty(
                "flow",
                reads && writes
                        ? "bi-directional"
                        : reads ? "inbound" : writes ? "outbound" : "unknown");
        classification(out, system.value(Field.SYSTEM_DATA));
        out.writeStringProperty("name", system.key());
        governance(out, system.value(Field.SYSTEM_OWNER), owner);
        var there = List.of(reference("system", system.key()));
        var here = List.of(reference("server", server.purl()));
        Json.texts(out, "source", writes && !reads ? here : there);
        Json.texts(out, "destination", writes && !reads ? there : here);
    }

    private static Stream<String> classes(ServerRecord server, Entry system) {
        return server.each(Subject.TOOL)
                .filter(each -> each.value(Field.TOOL_SYSTEM).words().contains(system.key()))
                .map(each -> each.text(Field.TOOL_CLASS));
    }

    static void classification(JsonGenerator out, Value data) {
        out.writeStringProperty(
                "classification",
                !data.isKnown()
                        ? "unknown"
                        : data.words().isEmpty() ? "none" : String.join("; ", data.words()));
    }

    /** Whoever operates the other end keeps the data there; the server's owner answers for it. */
    private static void governance(JsonGenerator out, Value operator, Value owner) {
        if (operator.words().isEmpty() && owner.words().isEmpty()) {
            return;
        }
        out.writeObjectPropertyStart("governance");
        responsible(out, "custodians", operator.words());
        responsible(out, "owners", owner.words());
        out.writeEndObject();
    }

    private static void responsible(JsonGenerator out, String role, List<String> names) {
        if (names.isEmpty()) {
            return;
        }
        out.writeArrayPropertyStart(role);
        for (var name : names) {
            out.writeStartObject();
            Json.named(out, "organization", name);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static String address(Entry destination) {
        var port = destination.text(Field.DESTINATION_PORT);
        var protocol = destination.text(Field.DESTINATION_PROTOCOL);
        var scheme = protocol.matches("[a-z][a-z0-9+-]{0,19}") ? protocol : "https";
        return scheme
                + "://"
                + encoded(destination.key())
                + (port.isEmpty() ? "" : ":" + encoded(port));
    }

    private static String reference(String kind, String name) {
        return "urn:assay:" + kind + ":" + encoded(name);
    }

    /** A name found in hostile code may hold anything; what is left of it is part of an address. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
