package dev.assay.registry.gate.maven;

import dev.assay.registry.gate.EcosystemPassage;
import dev.assay.registry.gate.Faults;
import dev.assay.registry.gate.GateAnswer;
import dev.assay.registry.gate.GateRequest;
import dev.assay.registry.gate.Outside;
import dev.assay.registry.gate.Passage;
import dev.assay.registry.gate.Scope;
import dev.assay.registry.gate.maven.MavenPath.Asked;
import dev.assay.scanners.artifact.maven.MavenPassage;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Files that belong to no closure, where {@code gate.maven.outside} lets them pass. */
final class MavenOutside implements AutoCloseable {

    private final Toolset toolset;
    private final MavenPassage upstream;
    private final EcosystemPassage passage;
    private final Checksums checksums = new Checksums();

    /**
     * @param upstream closed with this
     */
    MavenOutside(Outside outside, Toolset toolset, MavenPassage upstream, Passage passage) {
        this.toolset = toolset;
        this.upstream = upstream;
        this.passage = passage.withToolset("maven", outside, purl -> upstream.isBound(list(purl)));
    }

    @Override
    public void close() {
        upstream.close();
    }

    /** Empty where the file is not let pass, or upstream has none. */
    Optional<GateAnswer> file(
            GateRequest request, Asked asked, Scope scope, MavenPath.Stored stored)
            throws InterruptedException, IOException {
        var listed = toolset.find(stored.path()).orElse(null);
        if (passage.isToolset()
                ? listed == null || scope.closure() != null
                : !passage.isOpen(scope, stored.release())) {
            return Optional.empty();
        }
        // Of what is passed on, a checksum is upstream's word; of a set it is that of its bytes.
        if (asked.checksum() != null && listed == null) {
            return small(stored.path() + "." + asked.checksum());
        }
        var differs = passage.isToolset() ? listed : null;
        return passage.fetched(
                file -> upstream.fetch(stored.path(), file),
                fetched ->
                        differs != null && !fetched.sha256().equals(differs)
                                ? notThoseOfTheSet(stored.path(), differs)
                                : asked.checksum() != null
                                        ? text(
                                                checksums.of(
                                                        fetched.sha256(),
                                                        fetched.file(),
                                                        asked.checksum()))
                                        : passage.handOn(request, stored.path(), fetched));
    }

    private static GateAnswer notThoseOfTheSet(String path, Sha256 listed) {
        return Faults.plain(
                403,
                "Not the bytes of the toolset",
                path
                        + " is in a toolset with other bytes (sha256 "
                        + listed.hex()
                        + ") than upstream has now");
    }

    /** The list of a package's versions; empty where it is not let pass. */
    Optional<GateAnswer> versions(Asked asked, Scope scope, Purl packagePurl)
            throws InterruptedException, IOException {
        if (passage.isToolset() && scope.closure() == null) {
            var versions = toolset.versions(packagePurl);
            return versions.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            list(
                                    asked,
                                    VersionList.document(packagePurl, versions, Instant.EPOCH)));
        }
        if (packagePurl.namespace() == null || !passage.isOpen(scope, packagePurl)) {
            return Optional.empty();
        }
        var path = list(packagePurl);
        return small(asked.checksum() == null ? path : path + "." + asked.checksum());
    }

    /** Where a package's versions are listed. */
    private static String list(Purl purl) {
        return String.valueOf(purl.namespace()).replace('.', '/')
                + "/"
                + purl.name()
                + "/maven-metadata.xml";
    }

    /** A checksum or a list of versions. */
    private Optional<GateAnswer> small(String path) throws InterruptedException, IOException {
        return passage.fetched(
                file -> upstream.fetch(path, file),
                fetched -> Passage.document("text/plain", Files.readAllBytes(fetched.file())));
    }

    private static GateAnswer list(Asked asked, byte[] document) {
        return asked.checksum() == null
                ? Passage.document("application/xml", document)
                : text(Checksums.of(document, asked.checksum()));
    }

    private static GateAnswer text(String text) {
        return GateAnswer.of(
                200,
                Map.of("Content-Type", "text/plain", "Cache-Control", "max-age=0, must-revalidate"),
                text.getBytes(StandardCharsets.US_ASCII));
    }
}
