package dev.assay.registry.dpia;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * What somebody wrote, under the name by which the document knows them.
 *
 * @param by a person's name
 */
public record Written(String text, String by, Instant at) {

    public LocalDate day() {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
