package dev.assay.registry.drill;

import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.release.VettingStore;
import dev.assay.inventory.store.BlobStore;
import dev.assay.inventory.task.Drill;
import dev.assay.registry.workflow.Deeds;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.Integrity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;

/**
 * Puts a release at the gate that there is nothing in: a new version of a package of Assay's own,
 * served for minutes. No decision stands behind it, and no approval of anything else is touched.
 */
final class ProbeRelease {

    private static final Duration AT_MOST = Duration.ofMinutes(10);

    private final ReleaseStore releases;
    private final ClosureStore closures;
    private final VettingStore vetting;
    private final BlobStore blobs;
    private final AuditTrail audit;
    private final Deeds deeds;
    private final Clock clock;

    ProbeRelease(
            ReleaseStore releases,
            ClosureStore closures,
            VettingStore vetting,
            BlobStore blobs,
            AuditTrail audit,
            Deeds deeds,
            Clock clock) {
        this.releases = releases;
        this.closures = closures;
        this.vetting = vetting;
        this.blobs = blobs;
        this.audit = audit;
        this.deeds = deeds;
        this.clock = clock;
    }

    Release make(String actor) throws IOException {
        var number = releases.ofPackage(Drill.PACKAGE).size() + 1;
        var purl = Drill.PACKAGE.withVersion("1.0." + number);
        var bytes = ("nothing but a rehearsal: " + purl).getBytes(StandardCharsets.UTF_8);
        var sha256 = blobs.put(bytes);
        var integrity = integrity(bytes);
        return deeds.whole(
                () -> {
                    var release = releases.add(purl);
                    releases.fetched(release.id(), sha256, integrity);
                    vetting.addArtifact(new VettingStore.Artifact(integrity, sha256, bytes.length));
                    closures.keep(
                            release.id(),
                            new Closure(
                                    purl,
                                    List.of(new LockedPackage("", purl, integrity, false, "{}"))));
                    releases.move(
                            release.id(),
                            EnumSet.of(ReleaseState.REQUESTED),
                            ReleaseState.APPROVED,
                            "a rehearsal, for minutes");
                    releases.serve(release.id(), Stage.PRODUCTION, clock.instant().plus(AT_MOST));
                    audit.append(
                            actor,
                            "drill.begun",
                            purl.toString(),
                            "a release without content is served, to be revoked at once");
                    deeds.announce(release.id());
                    return releases.find(release.id()).orElseThrow();
                });
    }

    private static Integrity integrity(byte[] bytes) {
        try {
            return Integrity.ofSha512(MessageDigest.getInstance("SHA-512").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-512", e);
        }
    }
}
