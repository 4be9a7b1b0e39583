package dev.assay.web.cli;

import dev.assay.scanners.finding.Severity;

import org.jspecify.annotations.Nullable;

/**
 * Something that should not stand in a client's configuration.
 *
 * @param line from 1
 * @param server as the configuration calls it, empty where the file itself is meant
 * @param instead what to write there, null where there is nothing to offer
 */
record ConfigurationProblem(
        String file,
        int line,
        String server,
        Kind kind,
        Severity severity,
        String message,
        @Nullable String instead) {

    /** What is wrong; the words stand in machine-readable output. */
    enum Kind {
        UNREADABLE,
        UNPINNED,
        UNKNOWN,
        NOT_APPROVED,
        REVOKED,
        PAST_THE_GATE,
        NOT_VETTED,
        SECRET_IN_FILE,
        NOT_ASKED
    }
}
