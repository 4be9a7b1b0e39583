package dev.assay.registry.gate.oci;

import dev.assay.registry.gate.EcosystemPassage;
import dev.assay.registry.gate.GateAnswer;
import dev.assay.registry.gate.GateRequest;
import dev.assay.registry.gate.ImageCommand;
import dev.assay.registry.gate.Outside;
import dev.assay.registry.gate.Passage;
import dev.assay.registry.gate.Scope;
import dev.assay.scanners.artifact.oci.OciImages;
import dev.assay.scanners.artifact.oci.OciPassage;
import dev.assay.scanners.coordinates.OciName;
import dev.assay.scanners.coordinates.Sha256;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Images that are nobody's here, where {@code gate.oci.outside} lets them pass. */
final class OciOutside implements AutoCloseable {

    private static final String SHA256 = "sha256:";

    private final EcosystemPassage passage;
    private final OciPassage upstream;

    /**
     * @param upstream closed with this
     */
    OciOutside(Outside outside, OciPassage upstream, Passage passage) {
        this.passage =
                passage.of(
                        "oci",
                        outside,
                        purl -> OciName.of(purl).filter(upstream::isBound).isPresent());
        this.upstream = upstream;
    }

    @Override
    public void close() {
        upstream.close();
    }

    private boolean passes(Scope scope, OciName name) {
        return upstream.isConfigured(name) && passage.isOpen(scope, name.purl(null));
    }

    /**
     * A manifest as upstream has it; empty where it is not let pass, or is not there.
     *
     * @param name with its registry
     */
    Optional<GateAnswer> manifest(GateRequest request, Scope scope, OciName name, String reference)
            throws InterruptedException {
        if (!passes(scope, name)) {
            return Optional.empty();
        }
        return switch (upstream.manifest(name, reference)) {
            case OciPassage.Manifest.Found(var bytes, var digest, var mediaType) ->
                    Optional.of(
                            passage.handOn(
                                    request,
                                    "oci:"
                                            + name
                                            + (reference.startsWith(SHA256) ? "@" : ":")
                                            + reference,
                                    digest,
                                    bytes,
                                    headers(mediaType, digest)));
            case OciPassage.Manifest.Missing m -> Optional.empty();
            case OciPassage.Manifest.Away(var reason) -> EcosystemPassage.away(reason);
        };
    }

    /** A part of an image as upstream has it; empty as above. */
    Optional<GateAnswer> blob(GateRequest request, Scope scope, OciName name, String digest)
            throws InterruptedException, IOException {
        if (!passes(scope, name)) {
            return Optional.empty();
        }
        var sha256 = new Sha256(digest.substring(SHA256.length()));
        return passage.fetched(
                file -> upstream.blob(name, sha256, file),
                fetched ->
                        passage.handOn(
                                request,
                                name + " part " + digest,
                                fetched,
                                headers("application/octet-stream", sha256)));
    }

    /** The tags that upstream has; empty as above. */
    Optional<GateAnswer> tags(GateRequest request, Scope scope, OciName name)
            throws InterruptedException {
        if (!passes(scope, name)) {
            return Optional.empty();
        }
        return switch (upstream.tags(name)) {
            case OciImages.Tags.Listed(var tags) ->
                    Optional.of(
                            TagPages.answer(
                                    ImageCommand.repository(name),
                                    new TreeSet<>(tags),
                                    request.query(),
                                    Map.of(
                                            "Docker-Distribution-Api-Version",
                                            "registry/2.0",
                                            Passage.HEADER,
                                            Passage.NOT_VETTED)));
            case OciImages.Tags.Missing m -> Optional.empty();
            case OciImages.Tags.Unfit(var reason) -> EcosystemPassage.away(reason);
            case OciImages.Tags.Away(var reason, var after) -> EcosystemPassage.away(reason);
        };
    }

    private static Map<String, String> headers(String type, Sha256 digest) {
        return Map.of(
                "Docker-Distribution-Api-Version",
                "registry/2.0",
                "Content-Type",
                type,
                "Docker-Content-Digest",
                SHA256 + digest.hex());
    }
}
