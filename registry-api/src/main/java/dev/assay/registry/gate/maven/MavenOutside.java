package dev.assay.registry.gate.maven;

import dev.assay.registry.gate.Faults;
import dev.assay.registry.gate.GateAnswer;
import dev.assay.registry.gate.GateRequest;
import dev.assay.registry.gate.Outside;
import dev.assay.registry.gate.Passage;
import dev.assay.registry.gate.Scope;
import dev.assay.registry.gate.maven.MavenPath.Asked;
import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.artifact.maven.MavenPassage;
import dev.assay.scanners.coordinates.Purl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Files that belong to no closure, where {@code gate.maven.outside} lets them pass. */
final class MavenOutside implements AutoCloseable {

    private final Outside outside;
    private final Toolset toolset;
    private final MavenPassage upstream;
    private final Passage passage;
    private final Checksums checksums = new Checksums();

    /**
     * @param upstream closed with this
     */
    MavenOutside(Outside outside, Toolset toolset, MavenPassage upstream, Passage passage) {
        this.outside = outside;
        this.toolset = toolset;
        this.upstream = upstream;
        this.passage = passage;
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
        var isOpen = isOpen(scope, stored.release(), stored.path());
        if (outside == Outside.TOOLSET ? listed == null || scope.closure() != null : !isOpen) {
            return Optional.empty();
        }
        // Of what is passed on, a checksum is upstream's word; of a set it is that of its bytes.
        var path =
                asked.checksum() == null || listed != null
                        ? stored.path()
                        : stored.path() + "." + asked.checksum();
        var file = passage.room();
        return switch (upstream.fetch(path, file)) {
            case FetchOutcome.Fetched fetched
                    when listed != null
                            && outside == Outside.TOOLSET
                            && !fetched.sha256().equals(listed) -> {
                passage.discard(file);
                yield Optional.of(
                        Faults.plain(
                                403,
                                "Not the bytes of the toolset",
                                stored.path()
                                        + " is in a toolset with other bytes (sha256 "
                                        + listed.hex()
                                        + ") than upstream has now"));
            }
            case FetchOutcome.Fetched fetched when asked.checksum() != null && listed != null -> {
                var text = checksums.of(fetched.sha256(), file, asked.checksum());
                passage.discard(file);
                yield Optional.of(text(text));
            }
            case FetchOutcome.Fetched fetched ->
                    Optional.of(
                            asked.checksum() != null
                                    ? small(file)
                                    : passage.file(
                                            request,
                                            "maven",
                                            path,
                                            file,
                                            fetched.sha256(),
                                            fetched.size(),
                                            "application/octet-stream"));
            case FetchOutcome.NotFound n -> none(file);
            case FetchOutcome other -> away(file, other);
        };
    }

    /** The list of a package's versions; empty where it is not let pass. */
    Optional<GateAnswer> versions(Asked asked, Scope scope, Purl packagePurl)
            throws InterruptedException, IOException {
        if (outside == Outside.TOOLSET && scope.closure() == null) {
            var versions = toolset.versions(packagePurl);
            return versions.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            list(
                                    asked,
                                    VersionList.document(packagePurl, versions, Instant.EPOCH)));
        }
        var group = packagePurl.namespace();
        var path =
                String.valueOf(group).replace('.', '/')
                        + "/"
                        + packagePurl.name()
                        + "/maven-metadata.xml";
        return group != null && isOpen(scope, packagePurl, path)
                ? passed(asked, path)
                : Optional.empty();
    }

    private Optional<GateAnswer> passed(Asked asked, String path)
            throws InterruptedException, IOException {
        var file = passage.room();
        return switch (upstream.fetch(
                asked.checksum() == null ? path : path + "." + asked.checksum(), file)) {
            case FetchOutcome.Fetched f -> Optional.of(small(file));
            case FetchOutcome.NotFound n -> none(file);
            case FetchOutcome other -> away(file, other);
        };
    }

    private boolean isOpen(Scope scope, Purl purl, String path) {
        return outside == Outside.PASS && Passage.isNobodys(scope, purl) && !upstream.isBound(path);
    }

    /** A checksum or a list of versions. */
    private GateAnswer small(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        passage.discard(file);
        return Passage.document("text/plain", bytes);
    }

    private Optional<GateAnswer> none(Path file) {
        passage.discard(file);
        return Optional.empty();
    }

    private Optional<GateAnswer> away(Path file, FetchOutcome outcome) {
        passage.discard(file);
        return Optional.of(
                Faults.upstreamAway(
                        "this is passed on, and upstream does not give it: " + outcome));
    }

    private static GateAnswer list(Asked asked, byte[] document) {
        return asked.checksum() == null
                ? Passage.document("application/xml", document)
                : text(Checksums.of(document, asked.checksum()));
    }

    private static GateAnswer text(String text) {
        return GateAnswer.of(
                200,
                Map.of("Content-Type", "text/plain", "Cache-Control", "max-age=0"),
                text.getBytes(StandardCharsets.US_ASCII));
    }
}
