package dev.assay.scanners.delta;

import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Coverage;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/**
 * What changed between two versions; the document {@code assay-delta/1}.
 *
 * @param schema {@value #SCHEMA}
 * @param from the older version, or null where there was nothing to compare with
 * @param to the newer version
 * @param verdict what the default policy says
 * @param coverage how much of the newer version was looked at
 * @param findings most severe first
 */
public record Delta(
        String schema,
        @Nullable Side from,
        Side to,
        Verdict verdict,
        Coverage coverage,
        List<Finding> findings) {

    public static final String SCHEMA = "assay-delta/1";

    /** One of the two versions. */
    public record Side(String purl, @Nullable Sha256 sha256) {

        public Side {
            Objects.requireNonNull(purl, "purl is null");
        }
    }

    public Delta {
        Objects.requireNonNull(schema, "schema is null");
        Objects.requireNonNull(to, "to is null");
        Objects.requireNonNull(verdict, "verdict is null");
        Objects.requireNonNull(coverage, "coverage is null");
        findings = List.copyOf(findings);
    }

    public boolean hasFindingAtLeast(Severity threshold) {
        return findings.stream().anyMatch(finding -> finding.severity().atLeast(threshold));
    }
}
