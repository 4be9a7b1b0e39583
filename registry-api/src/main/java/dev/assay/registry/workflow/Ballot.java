package dev.assay.registry.workflow;

import dev.assay.inventory.account.Role;
import dev.assay.inventory.release.Stage;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/**
 * A reviewer's yes, as written.
 *
 * @param seenSnapshot the digest that the page showed; another one by now is refused
 * @param stage how far the release may go
 * @param role the one of the reviewer's roles it shall count for; null for the one that is needed
 * @param days for how long at most; null for as long as the tier allows
 * @param conditions what it holds under, one each
 */
public record Ballot(
        Sha256 seenSnapshot,
        Stage stage,
        String reason,
        @Nullable Role role,
        @Nullable Integer days,
        List<String> conditions) {

    public Ballot {
        Objects.requireNonNull(seenSnapshot, "seenSnapshot is null");
        Objects.requireNonNull(stage, "stage is null");
        Objects.requireNonNull(reason, "reason is null");
        conditions =
                conditions.stream().map(String::strip).filter(each -> !each.isEmpty()).toList();
    }

    public Ballot(Sha256 seenSnapshot, Stage stage, String reason) {
        this(seenSnapshot, stage, reason, null, null, List.of());
    }
}
