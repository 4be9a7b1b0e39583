package dev.assay.registry.dpia;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Semaphore;

/** Writes the files of assessments, two at a time: each holds a document in memory. */
public final class DpiaFiles {

    private static final int AT_ONCE = 2;

    private final Draft.Organisation organisation;
    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    DpiaFiles(Draft.Organisation organisation) {
        this.organisation = organisation;
    }

    public void write(DpiaFile file, Assessment assessment, OutputStream to) throws IOException {
        turns.acquireUninterruptibly();
        try {
            file.write(assessment, organisation, to);
        } finally {
            turns.release();
        }
    }
}
