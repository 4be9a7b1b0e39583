package dev.assay.samples;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults injected right now. */
final class Faults {

    private record Injected(Fault fault, String pathPrefix) {}

    private final List<Injected> injected = new ArrayList<>();

    synchronized void inject(Fault fault, String pathPrefix) {
        injected.add(new Injected(fault, pathPrefix));
    }

    synchronized void clear() {
        injected.clear();
        notifyAll();
    }

    /** The fault injected first for this path. */
    synchronized Optional<Fault> at(String path) {
        return injected.stream()
                .filter(candidate -> path.startsWith(candidate.pathPrefix()))
                .map(Injected::fault)
                .findFirst();
    }

    synchronized void awaitCleared(String path) throws InterruptedException {
        while (at(path).isPresent()) {
            wait();
        }
    }
}
