package dev.assay.inventory.review;

import java.util.List;
import java.util.Objects;

/**
 * A tier and what it comes from.
 *
 * @param reasons one line each; never empty
 */
public record Tiering(Tier tier, List<String> reasons) {

    public Tiering {
        Objects.requireNonNull(tier, "tier is null");
        reasons = List.copyOf(reasons);
    }
}
