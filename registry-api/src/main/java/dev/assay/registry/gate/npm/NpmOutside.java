package dev.assay.registry.gate.npm;

import dev.assay.registry.gate.Checkpoint;
import dev.assay.registry.gate.Decision;
import dev.assay.registry.gate.EcosystemPassage;
import dev.assay.registry.gate.GateAnswer;
import dev.assay.registry.gate.GateRequest;
import dev.assay.registry.gate.Outside;
import dev.assay.registry.gate.Passage;
import dev.assay.registry.gate.Scope;
import dev.assay.scanners.artifact.npm.NpmRegistry;
import dev.assay.scanners.artifact.npm.Packument;
import dev.assay.scanners.artifact.npm.PackumentOutcome;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.util.Optional;

/** npm's packages that are nobody's here, where {@code gate.npm.outside} lets them pass. */
final class NpmOutside {

    private static final JsonMapper JSON = new JsonMapper();

    private final EcosystemPassage passage;
    private final NpmRegistry registry;
    private final Checkpoint checkpoint;

    NpmOutside(Outside outside, NpmRegistry registry, Passage passage, Checkpoint checkpoint) {
        this.passage = passage.of("npm", outside, purl -> registry.isPrivate(purl.packageName()));
        this.registry = registry;
        this.checkpoint = checkpoint;
    }

    /** Whether a package is passed on instead of being looked for among what is approved. */
    boolean passes(Scope scope, NpmPath path) {
        var purl = purl(path);
        return purl != null
                && passage.isOpen(scope, purl)
                && !(purl.version() != null && scope.decide(purl) instanceof Decision.Allowed);
    }

    private static @Nullable Purl purl(NpmPath path) {
        return switch (path) {
            case NpmPath.Packument(var name) -> Purl.npm(name, null);
            case NpmPath.DistTags(var name) -> Purl.npm(name, null);
            case NpmPath.Version(var name, var version) -> Purl.npm(name, null);
            case NpmPath.Tarball(var name, var version) -> Purl.npm(name, version);
            default -> null;
        };
    }

    /** Empty where upstream has nothing of it. */
    Optional<GateAnswer> answer(GateRequest request, NpmPath path)
            throws InterruptedException, IOException {
        var purl = purl(path);
        if (purl == null) {
            return Optional.empty();
        }
        return switch (registry.packument(purl.packageName())) {
            case PackumentOutcome.Found(var packument) -> answer(request, path, packument);
            case PackumentOutcome.NotFound n -> Optional.empty();
            case PackumentOutcome.NotModified n -> Optional.empty();
            case PackumentOutcome.Unavailable(var reason, var after) ->
                    EcosystemPassage.away(reason);
            case PackumentOutcome.Malformed(var reason) -> EcosystemPassage.away(reason);
            case PackumentOutcome.NotConfigured(var reason) -> EcosystemPassage.away(reason);
        };
    }

    private Optional<GateAnswer> answer(GateRequest request, NpmPath path, Packument packument)
            throws InterruptedException, IOException {
        if (path instanceof NpmPath.Tarball(var name, var version)) {
            return tarball(request, Purl.npm(name, version), packument);
        }
        ObjectNode document;
        try {
            if (!(JSON.readTree(packument.body()) instanceof ObjectNode read)) {
                return EcosystemPassage.away("its packument is none");
            }
            document = read;
        } catch (JacksonException e) {
            return EcosystemPassage.away("its packument is no JSON");
        }
        var base = checkpoint.address(request) + "npm/";
        document.path("versions")
                .properties()
                .forEach(each -> readdress(each.getValue(), base, packument.name(), each.getKey()));
        JsonNode asked =
                switch (path) {
                    case NpmPath.DistTags t -> document.path("dist-tags");
                    case NpmPath.Version(var name, var version) ->
                            document.path("versions")
                                    .path(packument.distTags().getOrDefault(version, version));
                    default -> document;
                };
        return asked.isMissingNode()
                ? Optional.empty()
                : Optional.of(Passage.document("application/json", JSON.writeValueAsBytes(asked)));
    }

    private static void readdress(JsonNode manifest, String base, String name, String version) {
        if (manifest.path("dist") instanceof ObjectNode dist) {
            dist.put("tarball", base + PackumentWriter.tarball(name, version));
        }
    }

    private Optional<GateAnswer> tarball(GateRequest request, Purl purl, Packument packument)
            throws InterruptedException, IOException {
        var dist =
                packument.manifest(purl.exactVersion()).flatMap(each -> each.dist()).orElse(null);
        if (dist == null) {
            return Optional.empty();
        }
        return passage.file(request, purl.toString(), file -> registry.tarball(purl, dist, file));
    }
}
