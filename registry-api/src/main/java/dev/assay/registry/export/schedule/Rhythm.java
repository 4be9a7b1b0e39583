package dev.assay.registry.export.schedule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;

/** How often something is written, by days in UTC. */
public enum Rhythm {
    DAILY,
    /** On Mondays. */
    WEEKLY,
    /** On the first. */
    MONTHLY;

    /** The first time after a moment. */
    Instant after(Instant moment, LocalTime time) {
        var today = moment.atOffset(ZoneOffset.UTC).toLocalDate();
        var first =
                switch (this) {
                    case DAILY -> today;
                    case WEEKLY -> today.with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
                    case MONTHLY ->
                            today.getDayOfMonth() == 1
                                    ? today
                                    : today.with(TemporalAdjusters.firstDayOfNextMonth());
                };
        var at = first.atTime(time).toInstant(ZoneOffset.UTC);
        if (at.isAfter(moment)) {
            return at;
        }
        var next =
                switch (this) {
                    case DAILY -> first.plusDays(1);
                    case WEEKLY -> first.plusWeeks(1);
                    case MONTHLY -> first.plusMonths(1);
                };
        return next.atTime(time).toInstant(ZoneOffset.UTC);
    }
}
