package dev.assay.registry.workflow;

import dev.assay.inventory.review.Tiering;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.delta.Verdict;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/**
 * Everything an approval stands on. The digest of its document is what a reviewer approves: another
 * byte in the artifact, another dependency, another finding, a wider declaration or a newer
 * analysis is another snapshot.
 *
 * @param schema {@value #SCHEMA}
 * @param purl the release
 * @param artifact its bytes
 * @param closure one line per place in the closure: path, package URL and integrity, in order
 * @param delta the delta document
 * @param domains the declared destinations
 * @param analysis the version of the analysers
 * @param verdict the policy's answer
 * @param reasons why, one line each
 * @param request the document of what was asked, its answers included; null in snapshots of before
 *     there were answers
 * @param tiering how much is at stake; null likewise
 */
public record Snapshot(
        String schema,
        String purl,
        Sha256 artifact,
        List<String> closure,
        Sha256 delta,
        List<String> domains,
        int analysis,
        Verdict verdict,
        List<String> reasons,
        @Nullable Sha256 request,
        @Nullable Tiering tiering) {

    public static final String SCHEMA = "assay-snapshot/1";

    public Snapshot {
        Objects.requireNonNull(schema, "schema is null");
        Objects.requireNonNull(purl, "purl is null");
        Objects.requireNonNull(artifact, "artifact is null");
        Objects.requireNonNull(delta, "delta is null");
        Objects.requireNonNull(verdict, "verdict is null");
        closure = List.copyOf(closure);
        domains = List.copyOf(domains);
        reasons = List.copyOf(reasons);
    }
}
