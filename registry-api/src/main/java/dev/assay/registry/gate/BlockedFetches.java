package dev.assay.registry.gate;

import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.task.Drill;
import dev.assay.scanners.coordinates.Purl;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * Puts on the audit trail, and so tells people, that somebody fetches what was refused or revoked,
 * or what has other bytes than were approved. The same is told once an hour, and all together no
 * more often than a person can read: a build that tries again all night is one notice. Nobody at
 * the gate waits for it.
 */
public final class BlockedFetches {

    private static final Logger LOG = LoggerFactory.getLogger(BlockedFetches.class);
    private static final Duration SAME = Duration.ofHours(1);
    private static final int MOST_AN_HOUR = 100;
    private static final int AT_ONCE = 2;

    private final AuditTrail audit;
    private final Clock clock;
    private final Map<String, Instant> told = new LinkedHashMap<>();
    private final Semaphore writing = new Semaphore(AT_ONCE);

    public BlockedFetches(AuditTrail audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /** Hears of a fetch that was refused. */
    public void refused(Block block, InetAddress client) {
        switch (block.cause()) {
            case REVOKED -> tell("gate.fetch-of-revoked-refused", block, client);
            case REJECTED -> tell("gate.fetch-of-rejected-refused", block, client);
            case BYTES_DIFFER -> tell("gate.digest-mismatch", block, client);
            default -> {
                // Nobody has said no to it, so it is no incident.
            }
        }
    }

    private void tell(String action, Block block, InetAddress client) {
        var about = block.about();
        // It is the release that people decided on, whichever of its packages was asked for.
        var subject = about == null ? block.purl() : about.purl();
        if (subject.withVersion(null).equals(Drill.PACKAGE)) {
            // A rehearsal asks for what it revoked, and that is no incident.
            return;
        }
        if (first(action + " " + subject)) {
            var detail = block.sentence() + "; asked for by " + client.getHostAddress();
            Thread.startVirtualThread(() -> write(action, subject, detail));
        }
    }

    private void write(String action, Purl subject, String detail) {
        if (!writing.tryAcquire()) {
            forget(action + " " + subject);
            return;
        }
        try {
            audit.append(AuditTrail.SERVICE, action, subject.toString(), detail);
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("A refused fetch could not be put on the audit trail: {}", detail, e);
            forget(action + " " + subject);
        } finally {
            writing.release();
        }
    }

    private synchronized boolean first(String what) {
        var now = clock.instant();
        told.values().removeIf(at -> !now.isBefore(at.plus(SAME)));
        return told.size() < MOST_AN_HOUR && told.putIfAbsent(what, now) == null;
    }

    private synchronized void forget(String what) {
        told.remove(what);
    }
}
