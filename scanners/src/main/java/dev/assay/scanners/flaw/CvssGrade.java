package dev.assay.scanners.flaw;

import dev.assay.scanners.finding.Severity;

import tools.jackson.databind.JsonNode;

import us.springett.cvss.Cvss;
import us.springett.cvss.MalformedVectorException;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The grade of a CVSS vector, by the qualitative scale of CVSS 3.1, section 5. Versions 2, 3.0 and
 * 3.1 are computed; one of version 4 is none, since no kept library computes it.
 */
final class CvssGrade {

    private static final int MOST_VECTORS = 8;
    private static final int LONGEST_VECTOR = 256;

    private CvssGrade() {}

    /** The gravest of {@code severity[]} (OSV schema 1.7); empty where none can be computed. */
    static Optional<Severity> of(JsonNode severities) {
        return StreamSupport.stream(severities.spliterator(), false)
                .limit(MOST_VECTORS)
                .map(each -> each.path("score").asString(""))
                .flatMap(vector -> grade(vector).stream())
                .min(Comparator.naturalOrder());
    }

    private static Optional<Severity> grade(String vector) {
        if (vector.length() > LONGEST_VECTOR) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(Cvss.fromVector(vector))
                    .map(cvss -> grade(cvss.calculateScore().getBaseScore()));
        } catch (MalformedVectorException e) {
            return Optional.empty();
        }
    }

    private static Severity grade(double score) {
        if (score >= 9) {
            return Severity.CRITICAL;
        }
        if (score >= 7) {
            return Severity.HIGH;
        }
        if (score >= 4) {
            return Severity.MEDIUM;
        }
        return score > 0 ? Severity.LOW : Severity.INFO;
    }
}
