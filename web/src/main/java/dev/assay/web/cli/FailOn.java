package dev.assay.web.cli;

import dev.assay.scanners.delta.Delta;
import dev.assay.scanners.finding.Severity;

/** From which severity on a finding makes a command fail. */
enum FailOn {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW,
    NONE;

    int exitCode(Delta delta) {
        var fails = this != NONE && delta.hasFindingAtLeast(Severity.valueOf(name()));
        return fails ? ExitCodes.FOUND : ExitCodes.CLEAN;
    }

    boolean includes(Severity severity) {
        return this != NONE && severity.atLeast(Severity.valueOf(name()));
    }
}
