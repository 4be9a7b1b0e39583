package dev.assay.registry.record;

import dev.assay.inventory.record.Value;
import dev.assay.scanners.signature.Outcome;

import java.util.function.Function;

/** What came of verifying a signature or an attestation, as a value of the record. */
final class ProofWords {

    private ProofWords() {}

    /** Absence and defects are known; what could not be checked is not. */
    static <C> Value of(Outcome<C> outcome, Function<C, String> by) {
        var how = "verified by Assay, from files alone";
        return switch (outcome) {
            case Outcome.Verified<C>(var claims) ->
                    Known.found(how, "verified: " + by.apply(claims));
            case Outcome.Invalid<C> it -> Known.found(how, "invalid: " + it.reason());
            case Outcome.Absent<C> it -> Known.found(how, "absent: " + it.reason());
            case Outcome.NotOffered<C> it -> Known.found(how, "not offered by this upstream");
            case Outcome.Unchecked<C>(var reason) -> Value.unknown("could not check: " + reason);
        };
    }
}
