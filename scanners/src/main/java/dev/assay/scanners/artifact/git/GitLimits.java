package dev.assay.scanners.artifact.git;

import java.time.Duration;
import java.util.Objects;

/**
 * What one conversation with a repository may cost. Sizes in bytes.
 *
 * @param refs the list of its tags
 * @param packed all that comes for one commit, as it comes
 * @param object one object of it, unpacked
 * @param pinned all objects of one commit, unpacked
 * @param objects how many there are
 * @param silence how long the host may say nothing
 * @param time for the whole conversation
 */
public record GitLimits(
        long refs,
        long packed,
        int object,
        long pinned,
        int objects,
        Duration silence,
        Duration time) {

    public static final GitLimits DEFAULT =
            new GitLimits(
                    32L << 20,
                    256L << 20,
                    64 << 20,
                    512L << 20,
                    200_000,
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(5));

    public GitLimits {
        Objects.requireNonNull(silence, "silence is null");
        Objects.requireNonNull(time, "time is null");
    }

    /** The same with another patience. */
    public GitLimits within(Duration newSilence, Duration newTime) {
        return new GitLimits(refs, packed, object, pinned, objects, newSilence, newTime);
    }
}
