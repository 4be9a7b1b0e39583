package dev.assay.inventory.tool;

/**
 * How often a tool may be called.
 *
 * @param max calls
 * @param windowSeconds within that many seconds
 */
public record RateLimit(int max, int windowSeconds) {

    public static final int MOST_CALLS = 100_000;
    public static final int LONGEST_SECONDS = 86_400;

    public RateLimit {
        if (max < 0 || max > MOST_CALLS) {
            throw new IllegalArgumentException(
                    "a limit is 0 to " + MOST_CALLS + " calls, not " + max);
        }
        if (windowSeconds < 1 || windowSeconds > LONGEST_SECONDS) {
            throw new IllegalArgumentException(
                    "a window is 1 to " + LONGEST_SECONDS + " seconds, not " + windowSeconds);
        }
    }

    /** Whether it lets pass what the other does not: within its window, or over a long time. */
    public boolean isLooserThan(RateLimit other) {
        return max > other.max || isOftenerThan(other);
    }

    /** Whether it lets pass more over a long time. */
    public boolean isOftenerThan(RateLimit other) {
        return (long) max * other.windowSeconds > (long) other.max * windowSeconds;
    }

    /** {@code 60 in 60 s}. */
    public String words() {
        return max + " in " + windowSeconds + " s";
    }
}
