package dev.assay.scanners.flaw;

import dev.assay.scanners.contents.ContainedPackage;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.ReleaseVersion;
import dev.assay.scanners.ecosystem.known.Ecosystems;

import java.util.Optional;
import java.util.function.Function;

/**
 * A package that is looked up, as advisories know it.
 *
 * @param purl its package URL, which flaws of it name
 * @param type of its package URL; of a distribution's package with the distribution's release
 *     behind a slash ({@code deb/debian-12}), since its advisories are of one release
 * @param name namespace and name; of a distribution's package that of its sources
 * @param version of what is named so
 */
public record Sought(String purl, String type, String name, String version) {

    public static Sought of(Purl release) {
        return new Sought(
                release.toString(), release.type(), release.packageName(), release.exactVersion());
    }

    public static Sought of(ContainedPackage contained) {
        return new Sought(
                contained.purl(), contained.type(), contained.name(), contained.version());
    }

    /** How versions of it are read and ordered; empty for what is none. */
    Function<String, Optional<ReleaseVersion>> order() {
        if (type.startsWith("deb/")) {
            return DebianVersion::of;
        }
        if (type.startsWith("apk/")) {
            return AlpineVersion::of;
        }
        return Ecosystems.of(Purl.parse(purl))
                .<Function<String, Optional<ReleaseVersion>>>map(each -> each::version)
                .orElseThrow();
    }
}
