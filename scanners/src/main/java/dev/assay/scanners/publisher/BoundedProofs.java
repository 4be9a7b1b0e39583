package dev.assay.scanners.publisher;

import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.signature.Signatures;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Looks at the proofs of the packages that a release brings along, one after the other, where each
 * has to be asked for: so many of them and so long, and of the rest it is said that nobody did.
 */
final class BoundedProofs {

    /** A closure of a server in Java or Python has some dozen packages. */
    static final int MOST_ASKED = 200;

    static final Duration LONGEST = Duration.ofMinutes(1);

    /** Looks at one package. */
    @FunctionalInterface
    interface Look {
        Signatures at(LockedPackage locked) throws InterruptedException;
    }

    private BoundedProofs() {}

    /** Each package once, but the release itself. */
    static List<PackageProofs> of(List<LockedPackage> packages, Clock clock, Look look)
            throws InterruptedException {
        var until = clock.instant().plus(LONGEST);
        var proofs = new LinkedHashMap<Integrity, PackageProofs>();
        for (var each : packages) {
            if (each.path().isEmpty() || proofs.containsKey(each.integrity())) {
                continue;
            }
            var signatures =
                    proofs.size() >= MOST_ASKED
                            ? Signatures.unchecked(
                                    "no more than "
                                            + MOST_ASKED
                                            + " packages of a closure are asked about")
                            : clock.instant().isAfter(until)
                                    ? Signatures.unchecked(
                                            "the packages of a closure are asked about for "
                                                    + LONGEST.toSeconds()
                                                    + " seconds, and that was over")
                                    : look.at(each);
            proofs.put(
                    each.integrity(), new PackageProofs(each.purl(), each.integrity(), signatures));
        }
        return new ArrayList<>(proofs.values());
    }
}
