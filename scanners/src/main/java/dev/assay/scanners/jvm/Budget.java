package dev.assay.scanners.jvm;

/** How many instructions may still be followed in a package. */
final class Budget {

    private final long most;
    private long spent;

    Budget(long most) {
        this.most = most;
    }

    boolean spend() {
        return ++spent <= most;
    }

    boolean isSpent() {
        return spent > most;
    }

    long spent() {
        return spent;
    }
}
