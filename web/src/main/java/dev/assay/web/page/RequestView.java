package dev.assay.web.page;

import java.util.List;
import java.util.Map;

/**
 * The request form, with what was written into it.
 *
 * @param errors by name of the field
 * @param sighting whether it was begun from a blocked fetch
 */
record RequestView(
        String purl,
        String purpose,
        String owner,
        String domains,
        Map<String, List<String>> errors,
        boolean sighting) {

    RequestView {
        errors = Map.copyOf(errors);
    }

    List<String> errorsOf(String field) {
        return errors.getOrDefault(field, List.of());
    }
}
