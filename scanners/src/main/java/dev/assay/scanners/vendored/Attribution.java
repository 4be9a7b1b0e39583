package dev.assay.scanners.vendored;

import dev.assay.scanners.profile.FunctionPrint;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Where the functions of a package come from, as far as known releases tell. A record of its own
 * beside the profile: it depends on which releases were known when it was made.
 *
 * @param schema {@value #SCHEMA}
 * @param purl the package
 * @param copies the releases it holds copies of, the largest first
 * @param origins the release that each attributed function comes from, by the function's print
 * @param strangers functions in the midst of a copy that its release does not have
 */
public record Attribution(
        String schema,
        String purl,
        List<Copy> copies,
        Map<String, String> origins,
        List<Stranger> strangers) {

    public static final String SCHEMA = "assay-attribution/1";

    /**
     * A copy of a release.
     *
     * @param release its package URL
     * @param functions how many functions of the package are those of the release
     * @param rebuilt how many more stand among them and use no word that the release does not
     */
    public record Copy(String release, int functions, int rebuilt) {}

    /**
     * A function among those of a release that is none of the release's.
     *
     * @param release the package URL of the release around it
     * @param was the function of the release that it takes the place of, or null where it was put
     *     in
     * @param foreignWords how many of its words no function of the release has
     * @param compared how many releases of that package it was compared with; one alone leaves open
     *     that another one has the function
     */
    public record Stranger(
            FunctionPrint function,
            String release,
            @Nullable FunctionPrint was,
            int foreignWords,
            int compared) {}

    public Attribution {
        Objects.requireNonNull(schema, "schema is null");
        Objects.requireNonNull(purl, "purl is null");
        copies = List.copyOf(copies);
        origins = Map.copyOf(origins);
        strangers = List.copyOf(strangers);
    }

    /** Nothing is known of where the functions of a package come from. */
    public static Attribution none(String purl) {
        return new Attribution(SCHEMA, purl, List.of(), Map.of(), List.of());
    }

    /** The prints that come from a known release. */
    public Set<String> prints() {
        return origins.keySet();
    }
}
