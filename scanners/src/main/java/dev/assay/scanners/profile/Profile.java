package dev.assay.scanners.profile;

import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What one package at one version is and does. The same bytes give the same profile under the same
 * analysis version, so profiles are kept by digest and never made twice.
 *
 * @param schema {@value #SCHEMA}
 * @param analysis the version of the analysers that made it; a profile of another version is stale
 * @param purl the package URL
 * @param sha256 the artifact's digest, or null for an unpacked folder
 * @param coverage how much was looked at
 * @param facts what it is and does
 * @param functions its functions
 * @param files what it ships: path to digest (the first {@value #FILE_DIGITS} hexadecimal digits of
 *     the SHA-256), so that a later version can be asked what it runs that lay there unused before
 */
public record Profile(
        String schema,
        int analysis,
        String purl,
        @Nullable Sha256 sha256,
        Coverage coverage,
        List<Fact> facts,
        List<FunctionPrint> functions,
        Map<String, String> files) {

    public static final String SCHEMA = "assay-profile/1";

    /** 64 bits tell the files of one package from each other. */
    public static final int FILE_DIGITS = 16;

    /** Raised whenever the analysers see more or differently. */
    public static final int ANALYSIS = 30;

    public Profile {
        Objects.requireNonNull(schema, "schema is null");
        Objects.requireNonNull(purl, "purl is null");
        Objects.requireNonNull(coverage, "coverage is null");
        facts = List.copyOf(facts);
        functions = List.copyOf(functions);
        files = Sorted.copyOf(files);
    }
}
