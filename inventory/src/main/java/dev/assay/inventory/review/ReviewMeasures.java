package dev.assay.inventory.review;

import dev.assay.inventory.store.Rows;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How many reviews were decided and how long they took, so that a house can say whether its
 * approvals are a gate or a formality.
 */
public final class ReviewMeasures {

    private static final int MOST = 20_000;

    /**
     * Of the reviews of one tier.
     *
     * @param approved decided by people with an approval
     * @param rejected decided by people with a no
     * @param median how long half of the decided ones took at most; null without any
     * @param ninety how long nine of ten took at most; null likewise
     */
    public record Measure(
            int approved, int rejected, @Nullable Duration median, @Nullable Duration ninety) {}

    private record Decided(Tier tier, Review.State state, Duration took) {}

    private final JdbcClient jdbc;

    public ReviewMeasures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By the computed tier, of what was decided since; the newest {@value #MOST} at most. */
    public Map<Tier, Measure> since(Instant since) {
        var byTier = new EnumMap<Tier, List<Decided>>(Tier.class);
        for (var tier : Tier.values()) {
            byTier.put(tier, new ArrayList<>());
        }
        jdbc.sql(
                        """
                        SELECT tier, state, opened_at, closed_at FROM review
                        WHERE state IN ('APPROVED', 'REJECTED') AND closed_at >= :since
                          AND tier IS NOT NULL
                        ORDER BY closed_at DESC LIMIT :most
                        """)
                .param("since", Rows.column(since))
                .param("most", MOST)
                .query(
                        (row, number) ->
                                new Decided(
                                        Tier.valueOf(Rows.text(row, "tier")),
                                        Review.State.valueOf(Rows.text(row, "state")),
                                        Duration.between(
                                                Rows.instant(row, "opened_at"),
                                                Rows.instant(row, "closed_at"))))
                .list()
                .forEach(
                        each ->
                                byTier.computeIfAbsent(each.tier(), tier -> new ArrayList<>())
                                        .add(each));
        var measures = new EnumMap<Tier, Measure>(Tier.class);
        byTier.forEach((tier, decided) -> measures.put(tier, measure(decided)));
        return measures;
    }

    private static Measure measure(List<Decided> decided) {
        var took = decided.stream().map(Decided::took).sorted().toList();
        return new Measure(
                count(decided, Review.State.APPROVED),
                count(decided, Review.State.REJECTED),
                share(took, 50),
                share(took, 90));
    }

    private static int count(List<Decided> decided, Review.State state) {
        return (int) decided.stream().filter(each -> each.state() == state).count();
    }

    /** The nearest rank. */
    private static @Nullable Duration share(List<Duration> sorted, int percent) {
        return sorted.isEmpty()
                ? null
                : sorted.get((int) Math.ceil(sorted.size() * percent / 100.0) - 1);
    }
}
