package dev.assay.registry.dpia;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Whose assessments these are.
 *
 * @param controller the controller's name, put on the cover
 * @param contact how the controller, or its data protection officer, is reached
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

    Draft.Organisation organisation() {
        return new Draft.Organisation(
                Objects.requireNonNullElse(controller, ""),
                Objects.requireNonNullElse(contact, ""),
                Objects.requireNonNullElse(homeCountry, "GB"));
    }
}
