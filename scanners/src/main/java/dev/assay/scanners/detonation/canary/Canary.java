package dev.assay.scanners.detonation.canary;

import java.util.Objects;

/**
 * A made-up value that stands in one place alone, so that whoever sends it has read that place.
 *
 * @param slot where it is planted: {@code env:NAME}, {@code file:PATH}, {@code
 *     argument:TOOL.FIELD}, {@code machine:host name}, or {@code answer:WHO}, a host or what a
 *     client is asked
 * @param value {@value Canaries#LENGTH} lower-case letters and digits
 */
public record Canary(String slot, String value) {

    public Canary {
        Objects.requireNonNull(slot, "slot is null");
        Objects.requireNonNull(value, "value is null");
    }

    /** Whether it is what somebody said to a tool, which is there to be sent on. */
    public boolean isArgument() {
        return slot.startsWith("argument:");
    }

    /** The kind of place: the word before the colon. */
    public String kind() {
        return slot.substring(0, Math.max(0, slot.indexOf(':')));
    }

    /** The place without its kind. */
    public String place() {
        return slot.substring(slot.indexOf(':') + 1);
    }
}
