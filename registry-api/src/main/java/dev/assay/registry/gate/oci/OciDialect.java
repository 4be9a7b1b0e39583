package dev.assay.registry.gate.oci;

import dev.assay.inventory.store.Id;
import dev.assay.registry.gate.Dialect;
import dev.assay.registry.gate.GateAnswer;
import dev.assay.registry.gate.ImageCommand;
import dev.assay.registry.gate.UpstreamPresence;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Ecosystem;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.oci.OciEcosystem;
import dev.assay.scanners.ecosystem.oci.Tags;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** How clients of registries are told of a refusal. */
final class OciDialect implements Dialect {

    private static final OciEcosystem OCI = new OciEcosystem();

    private final UpstreamPresence upstream;

    OciDialect(Upstream upstream) {
        this.upstream = new UpstreamPresence(upstream);
    }

    @Override
    public Ecosystem ecosystem() {
        return OCI;
    }

    @Override
    public Optional<GateAnswer> absent(Purl purl) throws InterruptedException {
        if (!upstream.isAbsent(purl)) {
            return Optional.empty();
        }
        return Optional.of(
                purl.version() == null
                        ? OciAnswers.error(
                                404,
                                "NAME_UNKNOWN",
                                "the upstream registry has no " + purl.packageName())
                        : OciAnswers.error(
                                404,
                                "MANIFEST_UNKNOWN",
                                "the upstream registry has no "
                                        + purl.packageName()
                                        + " "
                                        + purl.version()));
    }

    /** The newest alone: with its digest, a second one would be too long for what clients print. */
    @Override
    public List<String> newestFirst(Collection<String> versions) {
        return Tags.newestFirst(versions).stream().limit(1).toList();
    }

    @Override
    public String command(String gate, Purl release, Id closure) {
        return "docker pull " + ImageCommand.name(release, gate);
    }
}
