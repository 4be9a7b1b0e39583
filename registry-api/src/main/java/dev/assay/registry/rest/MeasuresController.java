package dev.assay.registry.rest;

import dev.assay.inventory.review.ReviewMeasures;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/** How many reviews were decided, and how long they took. */
@RestController
final class MeasuresController {

    private static final int MOST_DAYS = 3650;

    private final ReviewMeasures measures;
    private final Clock clock;

    MeasuresController(ReviewMeasures measures, Clock clock) {
        this.measures = measures;
        this.clock = clock;
    }

    /**
     * @param medianSeconds null where nothing was decided
     */
    record MeasureDocument(
            int approved,
            int rejected,
            @Nullable Long medianSeconds,
            @Nullable Long ninetiethSeconds) {}

    record MeasuresDocument(int days, Map<String, MeasureDocument> tiers) {}

    @GetMapping("/api/v1/reviews/measures")
    MeasuresDocument measures(@RequestParam(defaultValue = "90") int days) {
        if (days < 1 || days > MOST_DAYS) {
            throw Problem.invalid("'days' is " + days + ".", "Use 1 to " + MOST_DAYS + ".");
        }
        var tiers = new TreeMap<String, MeasureDocument>();
        measures.since(clock.instant().minus(days, ChronoUnit.DAYS))
                .forEach(
                        (tier, each) ->
                                tiers.put(
                                        Words.of(tier),
                                        new MeasureDocument(
                                                each.approved(),
                                                each.rejected(),
                                                seconds(each.median()),
                                                seconds(each.ninety()))));
        return new MeasuresDocument(days, tiers);
    }

    private static @Nullable Long seconds(@Nullable Duration took) {
        return took == null ? null : took.toSeconds();
    }
}
