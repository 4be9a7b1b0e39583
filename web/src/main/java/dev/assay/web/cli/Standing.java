package dev.assay.web.cli;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * How a package stands at a service.
 *
 * @param state of the version that was asked for, null where none was
 * @param stage what that version is approved for, null where it is not
 * @param approved the versions that whoever asks the gate without a token gets
 */
record Standing(
        @Nullable String state,
        @Nullable String stage,
        @Nullable String page,
        List<Usable> approved) {

    record Usable(String version, String stage, String registry) {}

    /** Whether the gate hands this version to whoever asks without a token. */
    boolean serves(String version) {
        return approved.stream().anyMatch(each -> each.version().equals(version));
    }

    /** Asks how packages stand. */
    interface Desk {

        /**
         * @param purl a package URL, with or without a version
         */
        Standing ask(String purl) throws IncompleteException, InterruptedException;
    }
}
