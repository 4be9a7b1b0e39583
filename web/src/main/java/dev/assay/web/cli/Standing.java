package dev.assay.web.cli;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * How a package stands at a service.
 *
 * @param state of the version that was asked for, null where none was
 */
record Standing(@Nullable String state, @Nullable String page, List<Usable> approved) {

    record Usable(String version, String stage, String registry) {}

    /** Asks how packages stand. */
    interface Desk {

        /**
         * @param purl a package URL, with or without a version
         */
        Standing ask(String purl) throws IncompleteException, InterruptedException;
    }
}
