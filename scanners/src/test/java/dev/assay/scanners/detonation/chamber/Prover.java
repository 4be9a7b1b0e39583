package dev.assay.scanners.detonation.chamber;

import java.io.IOException;

/** Says whether a process of its kind can isolate, for tests that start it as another user. */
final class Prover {

    private Prover() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.out.println(Chamber.ofHost().prove());
    }
}
