package dev.assay.inventory.task;

import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A revocation that was rehearsed at the gate.
 *
 * @param releaseId the release made for it
 * @param taskId the task that it ended, or null
 * @param millis from the revocation to the first answer that refused; null where it was not
 *     measured
 * @param asked how often the gate was asked after the revocation
 * @param answer what the gate said at last, or why there was nothing to measure
 */
public record Drill(
        Id id,
        Id releaseId,
        Id accountId,
        @Nullable Id taskId,
        Instant beganAt,
        @Nullable Long millis,
        int asked,
        String answer) {

    /** What rehearsals are held with; nobody's build asks for it. */
    public static final Purl PACKAGE = Purl.npm("@assay-drill/probe", null);
}
