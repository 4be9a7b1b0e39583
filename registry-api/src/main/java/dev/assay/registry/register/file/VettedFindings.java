package dev.assay.registry.register.file;

import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.registry.register.Surroundings;
import dev.assay.registry.vetting.ReportReader;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.finding.Finding;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;

/** The findings of the newest report that there is of a release. */
final class VettedFindings implements Surroundings.FindingsOf {

    private static final Logger LOG = LoggerFactory.getLogger(VettedFindings.class);

    private final ReleaseStore releases;
    private final ReviewStore reviews;
    private final ReportReader reports;

    VettedFindings(ReleaseStore releases, ReviewStore reviews, ReportReader reports) {
        this.releases = releases;
        this.reviews = reviews;
        this.reports = reports;
    }

    @Override
    public Optional<List<Finding>> release(String release) {
        try {
            return releases.find(Purl.parse(release))
                    .flatMap(
                            each ->
                                    reviews.reviews(each.id()).stream()
                                            .filter(one -> one.snapshotSha256() != null)
                                            .findFirst())
                    .flatMap(each -> reports.review(each.id()))
                    .flatMap(each -> Optional.ofNullable(each.delta()))
                    .map(each -> each.findings());
        } catch (RuntimeException e) {
            // The register says that they are not known; the release's own page says why.
            LOG.warn("the findings of {} cannot be read", release, e);
            return Optional.empty();
        }
    }
}
