package dev.assay.scanners.delta;

import dev.assay.scanners.profile.Profile;
import dev.assay.scanners.vendored.Attributed;

import java.util.Objects;

/** What became of looking at one package of a closure. */
public sealed interface Look {

    /**
     * It was read.
     *
     * @param seen its profile, and where its functions come from
     */
    record Profiled(Attributed seen) implements Look {

        public Profiled {
            Objects.requireNonNull(seen, "seen is null");
        }

        /** A profile of which nobody knows where its functions come from. */
        public static Profiled of(Profile profile) {
            return new Profiled(Attributed.unknown(profile));
        }

        public Profile profile() {
            return seen.profile();
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
