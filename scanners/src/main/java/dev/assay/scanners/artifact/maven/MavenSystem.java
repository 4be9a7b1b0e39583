package dev.assay.scanners.artifact.maven;

import dev.assay.scanners.artifact.UpstreamClient;

import org.apache.maven.model.building.ModelBuilder;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.internal.impl.DefaultLocalPathComposer;
import org.eclipse.aether.internal.impl.LocalPathComposer;
import org.eclipse.aether.metadata.Metadata;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.spi.connector.checksum.ChecksumPolicyProvider;
import org.eclipse.aether.spi.connector.transport.Transporter;
import org.eclipse.aether.spi.connector.transport.TransporterFactory;
import org.eclipse.aether.supplier.RepositorySystemSupplier;

import java.util.Map;

/**
 * Maven's resolver with our network, our builder of models, and paths that stay in their folder.
 */
final class MavenSystem extends RepositorySystemSupplier {

    private final UpstreamClient client;
    private final MavenLimits limits;
    private final MavenRoutes routes;

    MavenSystem(UpstreamClient client, MavenLimits limits, MavenRoutes routes) {
        this.client = client;
        this.limits = limits;
        this.routes = routes;
    }

    @Override
    protected Map<String, TransporterFactory> createTransporterFactories() {
        return Map.of("assay", new Transporters(client, routes));
    }

    @Override
    protected ModelBuilder createModelBuilder() {
        return BoundedModelBuilder.of(limits.expanded());
    }

    @Override
    protected ChecksumPolicyProvider createChecksumPolicyProvider() {
        return new HonestChecksums(super.createChecksumPolicyProvider());
    }

    @Override
    protected LocalPathComposer createLocalPathComposer() {
        return new Inside(new DefaultLocalPathComposer());
    }

    private record Transporters(UpstreamClient client, MavenRoutes routes)
            implements TransporterFactory {

        @Override
        public Transporter newInstance(
                RepositorySystemSession session, RemoteRepository repository) {
            return new UpstreamTransporter(client, routes, session, repository);
        }

        @Override
        public float getPriority() {
            return 1;
        }
    }

    /** Coordinates come from POMs, and become paths. */
    private record Inside(LocalPathComposer real) implements LocalPathComposer {

        @Override
        public String getPathForArtifact(Artifact artifact, boolean local) {
            if (!MavenFile.of(artifact).isSound()) {
                throw new OddNameException(
                        "'" + artifact + "' is no name that a Maven repository has");
            }
            return real.getPathForArtifact(artifact, local);
        }

        @Override
        public String getPathForMetadata(Metadata metadata, String key) {
            for (var part :
                    new String[] {
                        metadata.getGroupId(), metadata.getArtifactId(), metadata.getVersion()
                    }) {
                if (!part.isEmpty() && (!MavenFile.isName(part) || part.contains(".."))) {
                    throw new OddNameException(
                            "'" + metadata + "' is no name that a Maven repository has");
                }
            }
            return real.getPathForMetadata(metadata, key);
        }
    }

    /** A POM names what would leave the folder, or what nothing is called. */
    static final class OddNameException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OddNameException(String message) {
            super(message, null, false, false);
        }
    }
}
