package dev.assay.registry.vetting;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.VettingStep;
import dev.assay.inventory.release.VettingStore;
import dev.assay.inventory.server.PackageComparisonStore;
import dev.assay.inventory.server.ServerPackageStore;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.ServerVersion;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.delta.PackageMismatch;
import dev.assay.scanners.delta.PackagesCompared;
import dev.assay.scanners.delta.PackagesDelta;
import dev.assay.scanners.delta.Shipment;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.profile.Profile;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Lays the packages of one version of one server beside each other. */
public final class PackageComparisons {

    /** So many packages of one version are compared with a release. */
    private static final int MOST = 5;

    /**
     * A release and another package of the same version.
     *
     * @param compared null where they could not be compared, or were not yet
     * @param side which of the two of the comparison the release is
     * @param problem why they could not be compared; null where they were, or were not yet
     */
    public record Beside(
            Release other,
            @Nullable PackagesCompared compared,
            PackagesCompared.Side side,
            @Nullable String problem) {

        /** What is to be said of the release. */
        public List<Finding> findings() {
            var named = name(other.purl());
            if (compared != null) {
                return PackageMismatch.findings(compared, side, named);
            }
            return problem == null ? List.of() : List.of(PackageMismatch.unknown(named, problem));
        }
    }

    private final ReleaseStore releases;
    private final ServerPackageStore packages;
    private final PackageComparisonStore store;
    private final VettingStore vetting;
    private final Profiles profiles;
    private final Documents documents;

    PackageComparisons(
            ReleaseStore releases,
            ServerPackageStore packages,
            PackageComparisonStore store,
            VettingStore vetting,
            Profiles profiles,
            Documents documents) {
        this.releases = releases;
        this.packages = packages;
        this.store = store;
        this.vetting = vetting;
        this.profiles = profiles;
        this.documents = documents;
    }

    /** {@code npm @acme/mail 1.2.0}, for people. */
    public static String name(Purl release) {
        return release.type() + " " + release.packageName() + " " + ServerVersion.of(release);
    }

    /** The other packages of a release's version, of which something was read. */
    public List<Release> besides(Release release) {
        var besides = new ArrayList<Release>();
        for (var each : packages.packagesOf(release.purl())) {
            if (!each.equals(release.purl().withVersion(null))) {
                // The last approved first.
                releases.ofPackage(each).stream()
                        .filter(one -> ServerVersion.isSame(one.purl(), release.purl()))
                        .filter(one -> step(one).isPresent())
                        .findFirst()
                        .ifPresent(besides::add);
            }
        }
        return besides.stream().limit(MOST).toList();
    }

    /** What was compared until now. */
    public List<Beside> known(Release release) {
        return besides(release).stream()
                .map(
                        other -> {
                            try {
                                return new Beside(
                                        other,
                                        kept(release, other).orElse(null),
                                        side(release, other),
                                        null);
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        })
                .toList();
    }

    /** Compares a release with the other packages of its version, as far as that was not done. */
    List<Beside> compare(Release release) throws IOException, InterruptedException {
        var all = new ArrayList<Beside>();
        for (var other : besides(release)) {
            var side = side(release, other);
            var kept = kept(release, other);
            if (kept.isPresent()) {
                all.add(new Beside(other, kept.get(), side, null));
                continue;
            }
            var isFirst = side == PackagesCompared.Side.ONE;
            var first = shipment(isFirst ? release : other);
            var second = shipment(isFirst ? other : release);
            if (first == null || second == null) {
                all.add(
                        new Beside(
                                other,
                                null,
                                side,
                                "one of both could not be scanned, so what it does is unknown"));
                continue;
            }
            var compared = PackagesDelta.compare(first, second);
            store.keep(release.id(), other.id(), Profile.ANALYSIS, documents.keep(compared));
            all.add(new Beside(other, compared, side, null));
        }
        return all;
    }

    private Optional<PackagesCompared> kept(Release release, Release other) throws IOException {
        var document = store.find(release.id(), other.id(), Profile.ANALYSIS);
        return document.isEmpty()
                ? Optional.empty()
                : Optional.of(documents.read(document.get(), PackagesCompared.class));
    }

    private static PackagesCompared.Side side(Release release, Release other) {
        return PackageComparisonStore.isFirst(release.id(), other.id())
                ? PackagesCompared.Side.ONE
                : PackagesCompared.Side.OTHER;
    }

    /** Null where the release itself could not be scanned. */
    private @Nullable Shipment shipment(Release release) throws IOException, InterruptedException {
        var document = documents.read(step(release).orElseThrow(), ProfileDocument.class);
        var entries = document.packages();
        var root = profiles.of(entries.getFirst().sha256(), release.purl());
        if (!(root instanceof Profiles.Outcome.Known(var made))) {
            return null;
        }
        var brought =
                entries.stream()
                        .skip(1)
                        .map(
                                each -> {
                                    var purl = Purl.parse(each.purl());
                                    return new Shipment.Brought(
                                            purl.packageName(), purl.exactVersion());
                                })
                        .distinct()
                        .toList();
        return new Shipment(made.profile(), brought, wanted -> dependency(entries, wanted));
    }

    private Optional<Profile> dependency(
            List<ProfileDocument.Entry> entries, Shipment.Brought wanted) {
        for (var each : entries.subList(1, entries.size())) {
            var purl = Purl.parse(each.purl());
            var profile = each.profile();
            if (profile != null
                    && purl.packageName().equals(wanted.name())
                    && purl.exactVersion().equals(wanted.version())) {
                try {
                    return Optional.of(documents.read(profile, Profile.class));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Sha256> step(Release release) {
        return vetting.steps(release.id()).stream()
                .filter(each -> each.name() == VettingStep.Name.PROFILE)
                .map(VettingStep::document)
                .filter(Objects::nonNull)
                .findFirst();
    }
}
