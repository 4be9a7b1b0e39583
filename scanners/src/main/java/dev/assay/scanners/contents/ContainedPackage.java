package dev.assay.scanners.contents;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURLBuilder;

import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.TreeSet;

/**
 * A package that lies in another one.
 *
 * @param purl its package URL, of a distribution's package with the qualifier {@code distro}
 * @param type what advisories of it are filed under: the type of its package URL, of a
 *     distribution's with the distribution's release ({@code deb/debian-12})
 * @param name by which advisories know it, namespace and name; of a distribution's package that of
 *     the sources that it was built from
 * @param version of what {@code name} names
 * @param places where it lies, at most {@value #MOST_PLACES} of them
 */
public record ContainedPackage(
        String purl, String type, String name, String version, List<String> places) {

    static final int MOST_PLACES = 10;

    public ContainedPackage {
        places = List.copyOf(places);
    }

    static ContainedPackage of(Purl purl, String place) {
        return new ContainedPackage(
                purl.toString(),
                purl.type(),
                purl.packageName(),
                purl.exactVersion(),
                List.of(place));
    }

    /**
     * A package of a distribution.
     *
     * @param kind {@code deb} or {@code apk}
     * @param distribution the distribution's own name; null where the image does not say
     * @param release the distribution with its release, {@code debian-12}
     * @param source the sources that it was built from, which have the version that counts
     */
    static ContainedPackage ofDistribution(
            String kind,
            @Nullable String distribution,
            String release,
            String name,
            String version,
            String source,
            String sourceVersion,
            String place) {
        try {
            var purl =
                    PackageURLBuilder.aPackageURL()
                            .withType(kind)
                            .withNamespace(distribution)
                            .withName(name)
                            .withVersion(version)
                            .withQualifier("distro", release)
                            .build();
            return new ContainedPackage(
                    purl.canonicalize(),
                    kind + "/" + release,
                    source,
                    sourceVersion,
                    List.of(place));
        } catch (MalformedPackageURLException e) {
            throw new IllegalArgumentException(kind + " " + name, e);
        }
    }

    ContainedPackage alsoAt(List<String> more) {
        var all = new TreeSet<>(places);
        all.addAll(more);
        return new ContainedPackage(
                purl, type, name, version, all.stream().limit(MOST_PLACES).toList());
    }

    /** The package URL's type, for people. */
    public String kind() {
        var slash = type.indexOf('/');
        return slash < 0 ? type : type.substring(0, slash);
    }
}
