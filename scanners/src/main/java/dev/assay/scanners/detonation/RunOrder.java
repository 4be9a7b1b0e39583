package dev.assay.scanners.detonation;

import dev.assay.scanners.detonation.entry.Placed;
import dev.assay.scanners.detonation.sinkhole.RecordedAnswer;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a conductor is to run, as JSON.
 *
 * @param purl the release
 * @param packages the closure, each package with its place; the release itself at the empty path
 * @param asked variables that the code of the release reads
 * @param arguments to start it with
 * @param hooks whether install hooks are run before it
 * @param seed what the canaries are made of; unlike that of any other run
 * @param repeats how often it is run in the same way, at least 2
 * @param callMillis for all calls of one run together
 * @param answers what hosts were recorded to answer
 */
record RunOrder(
        String purl,
        List<Placed> packages,
        Set<String> asked,
        List<String> arguments,
        boolean hooks,
        String seed,
        int repeats,
        int callMillis,
        List<RecordedAnswer> answers) {

    RunOrder {
        Objects.requireNonNull(purl, "purl is null");
        packages = List.copyOf(packages);
        asked = Set.copyOf(asked);
        arguments = List.copyOf(arguments);
        answers = List.copyOf(answers);
    }
}
