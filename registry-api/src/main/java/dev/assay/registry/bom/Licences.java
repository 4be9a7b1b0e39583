package dev.assay.registry.bom;

import dev.assay.scanners.licence.DeclaredLicence;

import tools.jackson.core.JsonGenerator;

import java.util.List;

/** Licences as CycloneDX 1.6 has them: what is declared, and what was found as evidence. */
final class Licences {

    private Licences() {}

    /**
     * What a package declares: as an id or an expression of SPDX where it is one, else by name.
     *
     * @param said empty where it declares nothing
     */
    static void declared(JsonGenerator out, String said) {
        switch (DeclaredLicence.of(List.of(said))) {
            case DeclaredLicence.Spdx(var expression, var written)
                    when expression.ids().equals(List.of(expression.text())) ->
                    one(out, "id", expression.text());
            case DeclaredLicence.Spdx(var expression, var written) -> {
                out.writeArrayPropertyStart("licenses");
                out.writeStartObject();
                out.writeStringProperty("expression", expression.text());
                acknowledged(out);
                out.writeEndObject();
                out.writeEndArray();
            }
            case DeclaredLicence.Other(var written) -> one(out, "name", written);
            case DeclaredLicence.Nothing n -> {}
        }
    }

    /** The licences whose texts the files of a package hold. */
    static void found(JsonGenerator out, List<String> ids) {
        if (ids.isEmpty()) {
            return;
        }
        out.writeObjectPropertyStart("evidence");
        out.writeArrayPropertyStart("licenses");
        for (var id : ids) {
            out.writeStartObject();
            out.writeObjectPropertyStart("license");
            out.writeStringProperty("id", id);
            out.writeEndObject();
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void one(JsonGenerator out, String property, String text) {
        out.writeArrayPropertyStart("licenses");
        out.writeStartObject();
        out.writeObjectPropertyStart("license");
        out.writeStringProperty(property, text);
        acknowledged(out);
        out.writeEndObject();
        out.writeEndObject();
        out.writeEndArray();
    }

    private static void acknowledged(JsonGenerator out) {
        out.writeStringProperty("acknowledgement", "declared");
    }
}
