package dev.assay.registry.bom;

import dev.assay.inventory.flaw.FlawScan;
import dev.assay.inventory.release.PackageLicence;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.review.Waiver;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.contents.Contents;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.publisher.PackageProofs;
import dev.assay.scanners.publisher.Publishing;
import dev.assay.scanners.source.SourceOutcome;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a bill of materials tells of one release: what is on record and nothing else.
 *
 * @param closure the release itself first
 * @param container whether packages lie in the release that are not in its closure
 * @param contents those; null where nobody could read them, and where it is no container
 * @param licences of the packages of the closure, as far as they were looked at
 * @param flaws null where nobody could look
 * @param whyNoFlaws why not, as a sentence after "not scanned, because"; empty where they were
 * @param accepted by the line of a known flaw, the waiver that lets it pass now
 * @param findings of what the release was shown with last, the gravest first
 * @param judgedAt when that was; null until it is
 * @param publishing null until it is fetched
 * @param proofs of what it brings along; empty where nobody looked
 * @param source null until it is looked for
 */
record ReleaseBom(
        Release release,
        List<LockedPackage> closure,
        boolean container,
        @Nullable Contents contents,
        List<PackageLicence> licences,
        @Nullable FlawScan flaws,
        String whyNoFlaws,
        Map<String, Waiver> accepted,
        List<Finding> findings,
        @Nullable Instant judgedAt,
        @Nullable Publishing publishing,
        List<PackageProofs> proofs,
        @Nullable SourceOutcome source) {

    ReleaseBom {
        closure = List.copyOf(closure);
        licences = List.copyOf(licences);
        accepted = Map.copyOf(accepted);
        findings = List.copyOf(findings);
        proofs = List.copyOf(proofs);
    }
}
