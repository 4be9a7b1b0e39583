package dev.assay.scanners.detonation.sinkhole;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Numbers what is seen and hands it on, one after the other, as long as there is room. */
final class Journal {

    /** What is seen, once it has a number and a time. */
    interface Entry {
        Seen at(long number, long millis);
    }

    private final long opened = System.nanoTime();
    private final Limits limits;
    private final Consumer<Seen> reader;
    private long number;
    private long room;
    private final Set<String> said = new HashSet<>();

    Journal(Limits limits, Consumer<Seen> reader) {
        this.limits = limits;
        this.reader = reader;
        this.room = limits.kept();
    }

    Limits limits() {
        return limits;
    }

    /** The number it has; 0 when there was no more room for it. */
    synchronized long write(Entry entry) {
        if (number >= limits.events()) {
            drop("more than %d events".formatted(limits.events()));
            return 0;
        }
        reader.accept(entry.at(++number, millis()));
        return number;
    }

    /** That something is missing; each reason, of which there are few, is said once. */
    synchronized void drop(String why) {
        if (said.add(why)) {
            reader.accept(new Seen.Dropped(++number, millis(), why));
        }
    }

    /** How many of so many bytes may be kept. */
    synchronized int grant(int wanted) {
        var granted = (int) Math.min(wanted, room);
        room -= granted;
        if (granted < wanted) {
            drop("more than %d bytes".formatted(limits.kept()));
        }
        return granted;
    }

    private long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - opened);
    }
}
