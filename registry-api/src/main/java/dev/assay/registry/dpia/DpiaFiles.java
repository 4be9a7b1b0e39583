package dev.assay.registry.dpia;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.dpia.Dpia;
import dev.assay.scanners.coordinates.Sha256;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Semaphore;

/** Writes the files of assessments, two at a time: each holds a document in memory. */
public final class DpiaFiles {

    private static final int AT_ONCE = 2;

    private final Dpias dpias;
    private final Draft.Organisation organisation;
    private final AuditTrail audit;
    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    DpiaFiles(Dpias dpias, Draft.Organisation organisation, AuditTrail audit) {
        this.dpias = dpias;
        this.organisation = organisation;
        this.audit = audit;
    }

    /** A file of one that is kept; that it leaves is on record before its first byte does. */
    public byte[] take(Account account, Dpia dpia, DpiaFile file) throws IOException {
        var bytes = new ByteArrayOutputStream();
        write(file, dpias.assessment(dpia), bytes);
        audit.append(
                account.login(),
                "dpia.exported",
                Dpias.subject(dpia),
                file.fileName() + ", sha256 " + Sha256.of(bytes.toByteArray()));
        return bytes.toByteArray();
    }

    void write(DpiaFile file, Assessment assessment, OutputStream to) throws IOException {
        turns.acquireUninterruptibly();
        try {
            file.write(assessment, organisation, to);
        } finally {
            turns.release();
        }
    }
}
