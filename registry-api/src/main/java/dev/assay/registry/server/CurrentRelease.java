package dev.assay.registry.server;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;

import java.util.Comparator;
import java.util.List;

/** Which release speaks for a server. */
public final class CurrentRelease {

    private CurrentRelease() {}

    /**
     * The last approved, else the one added last.
     *
     * @param releases all of a package, as the store has them: the last approved first
     */
    public static Release of(List<Release> releases) {
        return releases.stream()
                .filter(each -> each.state() == ReleaseState.APPROVED)
                .findFirst()
                .orElseGet(
                        () ->
                                releases.stream()
                                        .max(Comparator.comparing(Release::createdAt))
                                        .orElseThrow());
    }
}
