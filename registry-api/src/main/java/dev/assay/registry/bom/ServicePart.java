package dev.assay.registry.bom;

import dev.assay.inventory.record.Entry;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.record.Subject;
import dev.assay.inventory.record.Value;
import dev.assay.inventory.store.Id;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A server as a service, with its tools as services in it. */
final class ServicePart {

    private ServicePart() {}

    static void write(JsonGenerator out, ServerRecord server) {
        var itself = server.itself();
        out.writeStartObject();
        out.writeStringProperty("bom-ref", server.purl());
        var operator = itself.value(Field.SERVER_OPERATOR);
        if (!operator.words().isEmpty()) {
            Json.named(out, "provider", operator.words().getFirst());
        }
        out.writeStringProperty("name", server.name());
        var served = itself.value(Field.SERVER_SERVED).words();
        if (served.size() == 1) {
            out.writeStringProperty("version", served.getFirst());
        }
        Json.text(out, "description", itself.text(Field.SERVER_DESCRIPTION));
        authenticated(out, itself.value(Field.SERVER_AUTHENTICATION));
        trust(out, itself);
        Flows.write(out, server);
        Licences.declared(out, itself.text(Field.SERVER_LICENCE));
        repository(out, itself.text(Field.SERVER_SOURCE));
        tools(out, server);
        KnownProperties.write(out, itself, List.of("server:id", server.server().value()));
        out.writeEndObject();
    }

    /** Left out where nobody knows: it would be a claim. */
    private static void authenticated(JsonGenerator out, Value how) {
        if (!how.words().isEmpty()) {
            out.writeBooleanProperty("authenticated", !how.words().equals(List.of("none")));
        }
    }

    /**
     * A call crosses a boundary where somebody else runs the server, or others than us reach it; it
     * does not where it is ours and nobody else does. Anything else is not known.
     */
    private static void trust(JsonGenerator out, Entry itself) {
        var runs = itself.value(Field.SERVER_RUNS);
        var exposure = itself.value(Field.SERVER_EXPOSURE);
        var outside =
                runs.words().contains("vendor")
                        || exposure.words().contains("partner")
                        || exposure.words().contains("public");
        var inside = !runs.words().isEmpty() && exposure.words().contains("internal");
        if (outside || inside) {
            out.writeBooleanProperty("x-trust-boundary", outside);
        }
        if (!runs.words().isEmpty()) {
            out.writeStringProperty("trustZone", runs.text());
        }
    }

    /** Only what is an address; whatever else was written stands among the properties. */
    static void repository(JsonGenerator out, String address) {
        references(out, address, null);
    }

    /**
     * @param release the id of a release that has a bill of materials of its own; null for none
     */
    static void references(JsonGenerator out, String address, @Nullable Id release) {
        var isAddress = !address.isEmpty() && isAddress(address);
        if (!isAddress && release == null) {
            return;
        }
        out.writeArrayPropertyStart("externalReferences");
        if (isAddress) {
            out.writeStartObject();
            out.writeStringProperty("type", "vcs");
            out.writeStringProperty("url", address);
            out.writeEndObject();
        }
        if (release != null) {
            out.writeStartObject();
            out.writeStringProperty("type", "bom");
            out.writeStringProperty("url", "urn:cdx:" + ReleaseBomWriter.serial(release) + "/1");
            out.writeStringProperty(
                    "comment",
                    "Signed by this registry, with known flaws, proofs and findings: GET"
                            + " /api/v1/releases/"
                            + release
                            + "/bom");
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static boolean isAddress(String text) {
        try {
            return new URI(text).isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static void tools(JsonGenerator out, ServerRecord server) {
        var tools = server.each(Subject.TOOL).toList();
        if (tools.isEmpty()) {
            return;
        }
        Set<String> written = new HashSet<>();
        out.writeArrayPropertyStart("services");
        for (var tool : tools) {
            if (!written.add(tool.key())) {
                continue;
            }
            out.writeStartObject();
            out.writeStringProperty("bom-ref", server.purl() + "#tool/" + tool.key());
            var name = tool.text(Field.TOOL_NAME);
            out.writeStringProperty("name", name.isEmpty() ? tool.key() : name);
            Json.text(out, "version", tool.text(Field.TOOL_RELEASE));
            Json.text(out, "description", tool.text(Field.TOOL_DESCRIPTION));
            flow(out, tool);
            KnownProperties.write(out, tool, List.of());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /**
     * By its class: what reads brings data in, what writes takes it out, and both in its answer.
     */
    private static void flow(JsonGenerator out, Entry tool) {
        out.writeArrayPropertyStart("data");
        out.writeStartObject();
        out.writeStringProperty(
                "flow",
                switch (tool.text(Field.TOOL_CLASS)) {
                    case "read" -> "inbound";
                    case "write" -> "bi-directional";
                    default -> "unknown";
                });
        Flows.classification(out, tool.value(Field.TOOL_DATA));
        out.writeEndObject();
        out.writeEndArray();
    }
}
