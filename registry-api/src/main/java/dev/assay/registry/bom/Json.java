package dev.assay.registry.bom;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.OutputStream;
import java.util.List;

/** Short words for what every part of a document writes. */
final class Json {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private Json() {}

    static JsonGenerator to(OutputStream out) {
        return MAPPER.createGenerator(out);
    }

    /** Written only where there is something to write. */
    static void text(JsonGenerator out, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            out.writeStringProperty(name, value);
        }
    }

    static void texts(JsonGenerator out, String name, List<String> values) {
        if (!values.isEmpty()) {
            out.writeArrayPropertyStart(name);
            values.forEach(out::writeString);
            out.writeEndArray();
        }
    }

    /** An object of one name, as organisations and people are. */
    static void named(JsonGenerator out, String property, String name) {
        out.writeObjectPropertyStart(property);
        out.writeStringProperty("name", name);
        out.writeEndObject();
    }
}
