package dev.assay.scanners.detonation.observed;

import dev.assay.scanners.detonation.sinkhole.Seen;

/**
 * Something that was sent, and what was being done at the time.
 *
 * @param stage {@code install}, {@code start}, {@code list}, {@code read}, {@code tool:NAME} or
 *     {@code end}
 */
public record Noted(String stage, Seen seen) {

    /** Whether no tool had been called yet, of a server that was already running. */
    boolean isBeforeTools() {
        return stage.equals("start") || stage.equals("list");
    }
}
