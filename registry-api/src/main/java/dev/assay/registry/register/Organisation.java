package dev.assay.registry.register;

import dev.assay.inventory.record.Provenance;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

import java.util.List;

/**
 * The company that keeps the registers, as Art. 30(1)(a) UK GDPR wants it named. What is not set is
 * told to be unknown.
 *
 * @param name the controller
 * @param contact how to reach it
 * @param representative its representative in the UK, where it needs one
 * @param dpo its data protection officer, and how to reach them
 */
@ConfigurationProperties("assay.organisation")
public record Organisation(
        @Nullable String name,
        @Nullable String contact,
        @Nullable String representative,
        @Nullable String dpo) {

    static final Organisation UNSAID = new Organisation(null, null, null, null);

    Cell cell(String setting, @Nullable String value) {
        return value == null || value.isBlank()
                ? Cell.unknown("the setting assay.organisation." + setting + " is empty")
                : new Cell(
                        List.of(value.strip()),
                        Provenance.STATED,
                        "the setting assay.organisation." + setting);
    }
}
