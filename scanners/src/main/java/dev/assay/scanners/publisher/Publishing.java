package dev.assay.scanners.publisher;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.assay.scanners.signature.Proof;
import dev.assay.scanners.signature.ProofKind;
import dev.assay.scanners.signature.Signatures;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * All that is known of the publication of one version.
 *
 * @param version the version
 * @param history what the registry claimed of all versions at that time
 * @param signatures what was verified of this one
 * @param source the commits that led to it where it is published as a commit, else null
 */
public record Publishing(
        String version,
        PublisherHistory history,
        Signatures signatures,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SourceHistory source) {

    /** What was stored before makers' proofs had a place of their own kept this one elsewhere. */
    public Publishing {
        if (source != null && source.signature() != null && signatures.own().isEmpty()) {
            signatures =
                    new Signatures(
                            signatures.registry(),
                            signatures.publication(),
                            signatures.provenance(),
                            List.of(new Proof(ProofKind.GIT, source.signature())));
        }
    }

    /** Of a version that a registry has. */
    public Publishing(String version, PublisherHistory history, Signatures signatures) {
        this(version, history, signatures, null);
    }

    /** Where nobody was asked. */
    public static Publishing unknown(String version, String reason) {
        return new Publishing(version, PublisherHistory.unknown(), Signatures.unchecked(reason));
    }

    /** Of a commit, which no registry signs. */
    public static Publishing ofCommit(String version, SourceHistory source) {
        return new Publishing(
                version,
                PublisherHistory.unknown(),
                Signatures.byMakers("a git host signs nothing itself", List.of()),
                source);
    }
}
