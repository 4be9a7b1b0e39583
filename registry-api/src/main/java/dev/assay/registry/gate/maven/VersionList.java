package dev.assay.registry.gate.maven;

import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.ReleaseVersion;
import dev.assay.scanners.ecosystem.maven.MavenEcosystem;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;

/** Maven's list of a package's versions, of approved ones alone. */
final class VersionList {

    private static final MavenEcosystem MAVEN = new MavenEcosystem();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    private VersionList() {}

    /** As Maven orders them. */
    static List<String> lowestFirst(Collection<String> versions) {
        return versions.stream()
                .flatMap(each -> MAVEN.version(each).stream())
                .sorted()
                .map(ReleaseVersion::text)
                .toList();
    }

    /**
     * The document. Names and versions have no character that XML would have to escape.
     *
     * @param updated when the list last changed
     */
    static byte[] document(Purl packagePurl, Collection<String> versions, Instant updated) {
        var sorted = lowestFirst(versions);
        var release =
                sorted.stream()
                        .filter(each -> !MAVEN.version(each).orElseThrow().isPrerelease())
                        .reduce((before, last) -> last)
                        .orElse(sorted.getLast());
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<metadata>\n");
        xml.append("  <groupId>").append(packagePurl.namespace()).append("</groupId>\n");
        xml.append("  <artifactId>").append(packagePurl.name()).append("</artifactId>\n");
        xml.append("  <versioning>\n    <latest>").append(sorted.getLast()).append("</latest>\n");
        xml.append("    <release>").append(release).append("</release>\n    <versions>\n");
        for (var version : sorted) {
            xml.append("      <version>").append(version).append("</version>\n");
        }
        xml.append("    </versions>\n    <lastUpdated>").append(TIME.format(updated));
        xml.append("</lastUpdated>\n  </versioning>\n</metadata>\n");
        return xml.toString().getBytes(StandardCharsets.UTF_8);
    }
}
