package dev.assay.scanners.closure.cargo;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Optional;

/**
 * What is on record of one crate of a closure.
 *
 * @param crate as the registry spells it
 * @param version its version
 * @param line as the index had it
 * @param yanked whether it was taken back when it was looked at
 * @param target the platform that it was resolved for; null of what was not resolved
 * @param features that are turned on in it
 * @param lock what its version comes from where that is not the index: {@code Cargo.lock}
 * @param way the names of the crates that lead to it, the release's first and its own last
 * @param elsewhere of a release: lines of what was resolved for other platforms alone, which
 *     belongs to no closure
 * @param notes of a release: what people should know of how it was resolved
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CargoManifest(
        String crate,
        String version,
        String line,
        boolean yanked,
        @Nullable String target,
        List<String> features,
        @Nullable String lock,
        List<String> way,
        List<String> elsewhere,
        List<String> notes) {

    private static final JsonMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    public CargoManifest {
        features = features == null ? List.of() : List.copyOf(features);
        way = way == null ? List.of() : List.copyOf(way);
        elsewhere = elsewhere == null ? List.of() : List.copyOf(elsewhere);
        notes = notes == null ? List.of() : List.copyOf(notes);
    }

    /** Reads what a closure has on record; empty where it is no manifest of a crate. */
    public static Optional<CargoManifest> read(String json) {
        try {
            var read = JSON.readValue(json, CargoManifest.class);
            return read.crate() == null || read.line() == null
                    ? Optional.empty()
                    : Optional.of(read);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    public String json() {
        return JSON.writeValueAsString(this);
    }
}
