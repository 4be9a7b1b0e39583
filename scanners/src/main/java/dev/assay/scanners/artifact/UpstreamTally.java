package dev.assay.scanners.artifact;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How upstreams answered this process, by a word for who is asked: an ecosystem, or what the
 * requests are for. The words come from our own code alone, so there are few.
 */
public final class UpstreamTally {

    /** How an exchange ended, all attempts taken together. */
    public enum End {
        /** With what was asked for, or where that is. */
        ANSWERED,
        /** With a 4xx: upstream has no such thing, or does not give it to us. */
        REFUSED,
        /** Without an answer in time, or with one of its own faults. */
        AWAY,
        TRUNCATED,
        TOO_LARGE;

        public String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static final Map<String, UpstreamTally> ALL = new ConcurrentHashMap<>();

    private final Map<End, LongAdder> ends = new EnumMap<>(End.class);

    private UpstreamTally() {
        for (var end : End.values()) {
            ends.put(end, new LongAdder());
        }
    }

    /** The tally of one word, for all that ask under it. */
    public static UpstreamTally of(String who) {
        return ALL.computeIfAbsent(who, any -> new UpstreamTally());
    }

    /** All words that anybody asks under so far. */
    public static List<String> known() {
        return ALL.keySet().stream().sorted().toList();
    }

    /** How often an exchange ended in one way. */
    public long count(End end) {
        return Objects.requireNonNull(ends.get(end)).sum();
    }

    void ended(UpstreamOutcome outcome) {
        var end =
                switch (outcome) {
                    case UpstreamOutcome.Answered answer ->
                            answer.status() < 400
                                    ? End.ANSWERED
                                    : answer.status() < 500 ? End.REFUSED : End.AWAY;
                    case UpstreamOutcome.Away away -> End.AWAY;
                    case UpstreamOutcome.Truncated truncated -> End.TRUNCATED;
                    case UpstreamOutcome.TooLarge large -> End.TOO_LARGE;
                };
        Objects.requireNonNull(ends.get(end)).increment();
    }
}
