package dev.assay.scanners.detonation;

import dev.assay.scanners.detonation.observed.Noted;
import dev.assay.scanners.detonation.sinkhole.Seen;

import java.util.ArrayList;
import java.util.List;

/** Writes down what was sent, with what was being done at the time. */
final class Ledger {

    private final List<Noted> noted = new ArrayList<>();
    private String stage = "";

    synchronized void stage(String stage) {
        this.stage = stage;
    }

    synchronized void add(Seen seen) {
        noted.add(new Noted(stage, seen));
    }

    /** What was noted since this was asked last. */
    synchronized List<Noted> take() {
        var taken = List.copyOf(noted);
        noted.clear();
        return taken;
    }
}
