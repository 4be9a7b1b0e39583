package dev.assay.registry.export.schedule;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.nio.file.Path;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which exports are written by themselves.
 *
 * @param folder where to; it has to be there. With several nodes, one that all of them see
 */
@ConfigurationProperties("assay.exports")
record ScheduleSettings(@Nullable Path folder, @DefaultValue List<Wish> schedules) {

    /**
     * One of them.
     *
     * @param format as {@code assay export} names it
     * @param every how often
     * @param at at which time of day, in UTC
     * @param keep how many files of it stay, the newest
     * @param parameters what is asked of the format
     */
    record Wish(
            String format,
            @DefaultValue("weekly") Rhythm every,
            @DefaultValue("03:00") LocalTime at,
            @DefaultValue("30") int keep,
            @DefaultValue Map<String, String> parameters) {

        /** What tells it from the others; files and jobs are called so. */
        String name() {
            return format + "-" + every.name().toLowerCase(Locale.ROOT);
        }
    }

    ScheduleSettings {
        schedules = List.copyOf(schedules);
        if (!schedules.isEmpty() && folder == null) {
            throw new IllegalArgumentException(
                    "assay.exports.schedules needs assay.exports.folder: say where to write");
        }
        var names = new HashSet<String>();
        for (var each : schedules) {
            if (each.keep() < 1) {
                throw new IllegalArgumentException(
                        "assay.exports.schedules of "
                                + each.format()
                                + ": keep is "
                                + each.keep()
                                + "; use 1 or more");
            }
            if (!names.add(each.name())) {
                throw new IllegalArgumentException(
                        "assay.exports.schedules has " + each.name() + " twice");
            }
        }
    }
}
