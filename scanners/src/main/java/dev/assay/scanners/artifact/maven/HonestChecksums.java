package dev.assay.scanners.artifact.maven;

import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.spi.connector.checksum.ChecksumPolicy;
import org.eclipse.aether.spi.connector.checksum.ChecksumPolicyProvider;
import org.eclipse.aether.transfer.ChecksumFailureException;
import org.eclipse.aether.transfer.TransferResource;
import org.jspecify.annotations.Nullable;

/**
 * Tells a repository that has no checksum of a file from one whose checksums could not be had: the
 * resolver says of both that there are none.
 */
record HonestChecksums(ChecksumPolicyProvider real) implements ChecksumPolicyProvider {

    @Override
    public @Nullable ChecksumPolicy newChecksumPolicy(
            RepositorySystemSession session,
            RemoteRepository repository,
            TransferResource resource,
            String policy) {
        var chosen = real.newChecksumPolicy(session, repository, resource, policy);
        return chosen == null ? null : new Remembering(chosen);
    }

    @Override
    public String getEffectiveChecksumPolicy(
            RepositorySystemSession session, String policy, String other) {
        return real.getEffectiveChecksumPolicy(session, policy, other);
    }

    /** For one file, which one thread fetches. */
    private static final class Remembering implements ChecksumPolicy {

        private final ChecksumPolicy real;

        /** Of the strongest checksum, which is asked for first. */
        private @Nullable ChecksumFailureException first;

        Remembering(ChecksumPolicy real) {
            this.real = real;
        }

        @Override
        public boolean onChecksumMatch(String algorithm, ChecksumKind kind) {
            return real.onChecksumMatch(algorithm, kind);
        }

        @Override
        public void onChecksumMismatch(
                String algorithm, ChecksumKind kind, ChecksumFailureException failure)
                throws ChecksumFailureException {
            real.onChecksumMismatch(algorithm, kind, failure);
        }

        @Override
        public void onChecksumError(
                String algorithm, ChecksumKind kind, ChecksumFailureException failure)
                throws ChecksumFailureException {
            if (first == null) {
                first = failure;
            }
            real.onChecksumError(algorithm, kind, failure);
        }

        @Override
        public void onNoMoreChecksums() throws ChecksumFailureException {
            try {
                real.onNoMoreChecksums();
            } catch (ChecksumFailureException none) {
                throw first == null ? none : first;
            }
        }

        @Override
        public void onTransferRetry() {
            first = null;
            real.onTransferRetry();
        }

        @Override
        public boolean onTransferChecksumFailure(ChecksumFailureException failure) {
            return real.onTransferChecksumFailure(failure);
        }
    }
}
