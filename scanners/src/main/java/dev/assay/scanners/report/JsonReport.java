package dev.assay.scanners.report;

import dev.assay.scanners.delta.Delta;

import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The document {@code assay-delta/1}. It is pure ASCII, so that no terminal or editor is fooled by
 * it, and the same delta gives the same bytes.
 */
final class JsonReport {

    static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .build();

    private JsonReport() {}

    static String render(Delta delta) {
        return MAPPER.writeValueAsString(delta) + "\n";
    }
}
