package dev.assay.registry.reminder;

import dev.assay.inventory.task.Credential;

import java.time.LocalDate;

/** Until which day each credential has to be made anew. */
public final class Rotations {

    private final HighRisk highRisk;

    Rotations(HighRisk highRisk) {
        this.highRisk = highRisk;
    }

    public LocalDate due(Credential credential) {
        return highRisk.is(credential.packagePurl())
                ? DueDays.monthlyAfter(credential.rotatedOn())
                : DueDays.quarterlyAfter(credential.rotatedOn());
    }
}
