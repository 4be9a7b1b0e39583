package dev.assay.registry.dpia;

import dev.assay.registry.register.Organisation;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Whose assessments these are.
 *
 * @param controller the controller's name, put on the cover; {@code assay.organisation.name} unless
 *     set
 * @param contact how the controller, or its data protection officer, is reached; {@code
 *     assay.organisation.dpo} unless set, and {@code assay.organisation.contact} without that
 * @param homeCountry the country that data is expected to stay in, ISO 3166-1 alpha-2; GB unless
 *     set
 */
@ConfigurationProperties("assay.dpia")
record DpiaSettings(
        @Nullable String controller, @Nullable String contact, @Nullable String homeCountry) {

    DpiaSettings {
        if (homeCountry != null && !Set.of(Locale.getISOCountries()).contains(homeCountry)) {
            throw new IllegalArgumentException(
                    "assay.dpia.home-country is '"
                            + homeCountry
                            + "'; write two letters of ISO 3166-1, such as GB");
        }
    }

    /** Whose they are; what is not set here is the organisation that the registers name. */
    Draft.Organisation organisation(Organisation registers) {
        return new Draft.Organisation(
                first(controller, registers.name()),
                first(contact, registers.dpo(), registers.contact()),
                Objects.requireNonNullElse(homeCountry, "GB"));
    }

    private static String first(@Nullable String... words) {
        for (var each : words) {
            if (each != null && !each.isBlank()) {
                return each.strip();
            }
        }
        return "";
    }
}
