package dev.assay.scanners.signature;

import java.util.List;

/** What several signatures of one thing come to. */
final class Combined {

    private Combined() {}

    /**
     * One that does not hold is not outvoted; whoever is pinned outweighs those who are not, and
     * what holds outweighs what nobody here can check.
     *
     * @param outcomes one or more
     */
    static Outcome<KeyClaims> of(List<Outcome<KeyClaims>> outcomes) {
        return outcomes.stream()
                .min((one, other) -> Integer.compare(rank(one), rank(other)))
                .orElseThrow();
    }

    /** Of the parts of one release, each of which has to hold: the worst of them. */
    static Outcome<KeyClaims> every(List<Outcome<KeyClaims>> parts) {
        for (var state : List.of("invalid", "absent", "not offered", "could not check")) {
            for (var each : parts) {
                if (each.state().equals(state)) {
                    return each;
                }
            }
        }
        return parts.getFirst();
    }

    private static int rank(Outcome<KeyClaims> outcome) {
        return switch (outcome) {
            case Outcome.Invalid<KeyClaims> it -> it.defect() == Defect.KEY_NOT_PINNED ? 2 : 0;
            case Outcome.Verified<KeyClaims> it ->
                    it.claims().trust() == KeyClaims.Trust.PINNED ? 1 : 3;
            case Outcome.Unchecked<KeyClaims> it -> 4;
            case Outcome.Absent<KeyClaims> it -> 5;
            case Outcome.NotOffered<KeyClaims> it -> 6;
        };
    }
}
