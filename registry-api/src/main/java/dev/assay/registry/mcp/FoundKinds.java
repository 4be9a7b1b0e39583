package dev.assay.registry.mcp;

import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.vetting.ReportReader;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * What kinds of things were found in a release. A finding's own words quote the package, and so
 * whoever wrote it.
 */
final class FoundKinds {

    private static final Logger LOG = LoggerFactory.getLogger(FoundKinds.class);
    private static final int MOST = 10;

    record Found(Severity severity, FindingKind kind) {}

    private final ReviewStore reviews;
    private final ReportReader reports;

    FoundKinds(ReviewStore reviews, ReportReader reports) {
        this.reviews = reviews;
        this.reports = reports;
    }

    /** From medium on, the most severe first, each once; of the newest review. */
    List<Found> of(Id release) {
        return reviews.reviews(release).stream()
                .findFirst()
                .map(review -> delta(review.id()))
                .orElseGet(Stream::empty)
                .filter(each -> each.severity().compareTo(Severity.MEDIUM) <= 0)
                .distinct()
                .limit(MOST)
                .toList();
    }

    private Stream<Found> delta(Id review) {
        try {
            return reports.review(review).stream()
                    .map(report -> report.delta())
                    .filter(delta -> delta != null)
                    .flatMap(delta -> delta.findings().stream())
                    .map(each -> new Found(each.severity(), each.kind()));
        } catch (UncheckedIOException e) {
            LOG.warn("what was found in review {} cannot be read: {}", review, e.getMessage());
            return Stream.empty();
        }
    }
}
