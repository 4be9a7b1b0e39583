package dev.assay.web.page;

import dev.assay.inventory.release.Release;
import dev.assay.registry.vetting.PackageComparisons;
import dev.assay.scanners.delta.PackagesCompared;

import org.springframework.stereotype.Component;

import java.util.List;

/** Tells how the packages of one version of one server differ from each other. */
@Component
final class BesideViews {

    private final PackageComparisons comparisons;

    BesideViews(PackageComparisons comparisons) {
        this.comparisons = comparisons;
    }

    /** The other packages of a release's version; none where it has no other. */
    List<BesideView> of(Release release) {
        return comparisons.known(release).stream().map(each -> view(release, each)).toList();
    }

    private static BesideView view(Release release, PackageComparisons.Beside each) {
        var other = each.other();
        var compared = each.compared();
        return new BesideView(
                PackageComparisons.name(other.purl()),
                "/releases/" + other.id(),
                other.state().words(),
                Words.css(other.state()),
                compared == null
                        ? "They were not compared yet: that is done when one of them is vetted"
                                + " while both are known as one server."
                        : shared(release, other, each.side(), compared.files()),
                compared == null ? List.of() : compared.files().altered(),
                each.findings().stream()
                        .map(
                                finding ->
                                        new BesideView.Difference(
                                                Words.of(finding.severity()),
                                                Words.of(finding.severity()),
                                                finding.title()))
                        .toList());
    }

    private static String shared(
            Release release,
            Release other,
            PackagesCompared.Side side,
            PackagesCompared.Files files) {
        var isFirst = side == PackagesCompared.Side.ONE;
        var one = PackageComparisons.name(isFirst ? release.purl() : other.purl());
        var second = PackageComparisons.name(isFirst ? other.purl() : release.purl());
        return files.same()
                + " of the "
                + files.ofOne()
                + " code files and "
                + files.sameFunctions()
                + " of the "
                + files.functions()
                + " functions of "
                + one
                + " are in "
                + second
                + " as they are.";
    }
}
