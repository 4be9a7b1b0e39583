package dev.assay.registry.record;

import dev.assay.inventory.record.Value;
import dev.assay.scanners.signature.KeyClaims;
import dev.assay.scanners.signature.Outcome;
import dev.assay.scanners.signature.Proof;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What came of verifying a signature or an attestation, as a value of the record. */
final class ProofWords {

    private ProofWords() {}

    /** Several kinds at once: unknown only where nobody knows anything of any. */
    static Value of(List<Proof> proofs, Function<KeyClaims, String> by) {
        var known =
                proofs.stream()
                        .filter(each -> !(each.outcome() instanceof Outcome.Unchecked))
                        .toList();
        if (known.isEmpty()) {
            return of(proofs.getFirst().outcome(), by);
        }
        return Known.found(
                "verified by Assay, from files alone",
                proofs.stream()
                        .map(
                                each ->
                                        each.kind().words()
                                                + " "
                                                + each.outcome().state()
                                                + each.outcome()
                                                        .claimed()
                                                        .map(by)
                                                        .map(it -> ": " + it)
                                                        .orElse(""))
                        .collect(Collectors.joining("; ")));
    }

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
