package dev.assay.scanners.detonation.chamber;

import java.util.List;

/**
 * Escapes were tried from inside and none succeeded.
 *
 * @param way in what way it is isolated here, one sentence
 * @param memory what holds memory here, one sentence
 * @param tries what was tried, with what came of it
 */
public record Proven(String way, String memory, List<Try> tries) implements Isolation {

    public Proven {
        tries = List.copyOf(tries);
    }

    /**
     * @param answer what the kernel said, or what was seen
     */
    public record Try(String name, String answer) {}
}
