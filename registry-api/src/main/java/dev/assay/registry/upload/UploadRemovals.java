package dev.assay.registry.upload;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.store.BlobStore;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.upload.Upload;
import dev.assay.inventory.upload.UploadStore;
import dev.assay.registry.workflow.Deed;
import dev.assay.registry.workflow.Deeds;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Takes files away that were handed in and that nobody approved. The name stays bound and the
 * version taken, since a name that is free is one that an upstream would be asked for. Safe for use
 * by many threads.
 */
public final class UploadRemovals {

    private static final Logger LOG = LoggerFactory.getLogger(UploadRemovals.class);
    private static final int LONGEST_REASON = 2000;

    /** Where nothing rests on the bytes but the record of a vetting that came to nothing. */
    private static final Set<ReleaseState> DECIDED_AGAINST =
            Set.of(ReleaseState.VETTING_FAILED, ReleaseState.REJECTED);

    private final UploadStore uploads;
    private final ReleaseStore releases;
    private final BlobStore blobs;
    private final AuditTrail audit;
    private final Deeds deeds;
    private final Clock clock;
    private final ReentrantLock keeping;

    /**
     * @param keeping held by whoever keeps a file until it is noted, so that no bytes go between
     */
    UploadRemovals(
            UploadStore uploads,
            ReleaseStore releases,
            BlobStore blobs,
            AuditTrail audit,
            Deeds deeds,
            Clock clock,
            ReentrantLock keeping) {
        this.uploads = uploads;
        this.releases = releases;
        this.blobs = blobs;
        this.audit = audit;
        this.deeds = deeds;
        this.clock = clock;
        this.keeping = keeping;
    }

    public Optional<Upload> find(Id id) {
        return uploads.find(id);
    }

    /** Whether somebody may remove a file, if anybody may. */
    public static boolean mayRemove(Account account, Upload upload) {
        return account.has(Role.ADMINISTRATOR)
                || account.has(Role.REQUESTER) && upload.by().equals(account.id());
    }

    /**
     * Removes a file.
     *
     * @param reason for the audit trail
     */
    public Deed<Upload> remove(Account account, Upload upload, String reason) {
        if (!mayRemove(account, upload)) {
            return new Deed.Refused<>(
                    "only who handed "
                            + upload.fileName()
                            + " in and administrators may remove it; ask one of them");
        }
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            return new Deed.Refused<>(
                    "a reason of at most "
                            + LONGEST_REASON
                            + " characters belongs to it, for the audit trail");
        }
        keeping.lock();
        try {
            var deed = deeds.whole(() -> note(account, upload, reason.strip()));
            if (deed instanceof Deed.Done<Upload>) {
                discard(upload.sha256());
                discard(upload.manifest());
            }
            return deed;
        } finally {
            keeping.unlock();
        }
    }

    private Deed<Upload> note(Account account, Upload upload, String reason) {
        var holder =
                releases.with(upload.purl(), upload.sha256()).stream()
                        .flatMap(each -> releases.lock(each.id()).stream())
                        .filter(UploadRemovals::holds)
                        .findFirst();
        if (holder.isPresent()) {
            return new Deed.Refused<>(why(upload, holder.get()));
        }
        if (!uploads.remove(upload.id(), account.id(), reason, clock.instant())) {
            return new Deed.Refused<>(upload.fileName() + " was removed already");
        }
        audit.append(
                account.login(),
                "upload.removed",
                upload.purl().toString(),
                upload.fileName()
                        + ", "
                        + upload.size()
                        + " bytes, sha256 "
                        + upload.sha256().hex()
                        + ": "
                        + reason);
        return new Deed.Done<>(upload);
    }

    private static boolean holds(Release release) {
        return release.approvedAt() != null || !DECIDED_AGAINST.contains(release.state());
    }

    private static String why(Upload upload, Release release) {
        var part =
                release.purl().equals(upload.purl())
                        ? upload.fileName() + " is a file of " + release.purl()
                        : upload.fileName()
                                + " is part of what "
                                + release.purl()
                                + " brings along";
        return part
                + switch (release.state()) {
                    case REQUESTED, VETTING ->
                            ", which is being vetted; withdraw the request for it first";
                    case IN_REVIEW ->
                            ", which is in review; withdraw the request or have it rejected first";
                    case APPROVED ->
                            ", which is approved, and stays what was approved; revoke it where it"
                                    + " must not be served";
                    default ->
                            ", which was approved once and is "
                                    + release.state().words()
                                    + " now; it stays as what that approval was about";
                };
    }

    /** What a vetting has read stays, since its record rests on it. */
    private void discard(@Nullable Sha256 bytes) {
        if (bytes == null || uploads.isOnRecord(bytes)) {
            return;
        }
        try {
            blobs.discard(bytes);
        } catch (IOException e) {
            LOG.warn("{} was removed, and its bytes could not be deleted", bytes.hex(), e);
        }
    }
}
