package dev.assay.registry.reminder;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** The days on which things are due. */
final class DueDays {

    /** A Monday, from which fortnights are counted. */
    private static final LocalDate FIRST_FORTNIGHT = LocalDate.of(2026, 1, 5);

    private static final int FORTNIGHT = 14;

    private DueDays() {}

    /** The first rotation day after one: 1 January, April, July and October. */
    static LocalDate quarterlyAfter(LocalDate day) {
        var next = day.withDayOfMonth(1).plusMonths(1);
        while (next.getMonthValue() % 3 != 1) {
            next = next.plusMonths(1);
        }
        return next;
    }

    /** The first rotation day after one, where much is at stake: the first of the next month. */
    static LocalDate monthlyAfter(LocalDate day) {
        return day.withDayOfMonth(1).plusMonths(1);
    }

    /** The first day of the fortnight that a day lies in. */
    static LocalDate fortnightOf(LocalDate day) {
        var days = Math.floorMod(ChronoUnit.DAYS.between(FIRST_FORTNIGHT, day), FORTNIGHT);
        return day.minusDays(days);
    }

    /** The last day of a fortnight. */
    static LocalDate endOfFortnight(LocalDate first) {
        return first.plusDays(FORTNIGHT - 1L);
    }

    /** The last day of the year, or of the half-year, that a day lies in. */
    static LocalDate drillDay(LocalDate day, boolean halfYearly) {
        return halfYearly && day.getMonthValue() <= 6
                ? LocalDate.of(day.getYear(), 6, 30)
                : LocalDate.of(day.getYear(), 12, 31);
    }
}
