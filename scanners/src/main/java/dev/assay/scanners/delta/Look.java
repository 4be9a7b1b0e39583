package dev.assay.scanners.delta;

import dev.assay.scanners.profile.Profile;

import java.util.Objects;

/** What became of looking at one package of a closure. */
public sealed interface Look {

    record Profiled(Profile profile) implements Look {

        public Profiled {
            Objects.requireNonNull(profile, "profile is null");
        }
    }

    /**
     * Other bytes came than the registry promises; they were not opened.
     *
     * @param expected the hash as the registry writes it
     * @param actual the hash of what came
     */
    record Altered(String expected, String actual) implements Look {}

    /**
     * It could not be fetched or scanned.
     *
     * @param reason why, for people
     */
    record NotScanned(String reason) implements Look {}
}
