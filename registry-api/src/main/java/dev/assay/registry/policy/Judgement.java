package dev.assay.registry.policy;

import dev.assay.scanners.delta.Verdict;

import java.util.List;
import java.util.Objects;

/**
 * What a policy says of a delta.
 *
 * @param reasons why, one line each, for the machine's log and for people; never empty
 */
public record Judgement(Verdict verdict, List<String> reasons) {

    public Judgement {
        Objects.requireNonNull(verdict, "verdict is null");
        reasons = List.copyOf(reasons);
    }
}
