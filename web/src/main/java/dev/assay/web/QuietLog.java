package dev.assay.web;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;

import dev.assay.inventory.store.DatabaseAway;

import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.helpers.MessageFormatter;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.context.ApplicationListener;

import java.util.regex.Pattern;

/**
 * What no event of the log has. While the database is away, everything that works by itself fails
 * again and again, for a reason that one line tells: a stack trace of each would bury what else is
 * wrong. And a token that somebody puts where a name belongs is none of the log's business.
 */
final class QuietLog implements ApplicationListener<ApplicationPreparedEvent> {

    @Override
    public void onApplicationEvent(ApplicationPreparedEvent prepared) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logs
                && logs.getTurboFilterList().stream().noneMatch(OneLine.class::isInstance)) {
            logs.addTurboFilter(new OneLine());
        }
    }

    static final class OneLine extends TurboFilter {

        /** As tokens of Assay look. */
        private static final Pattern TOKEN = Pattern.compile("assay_[A-Za-z0-9]{20,}");

        @Override
        public FilterReply decide(
                @Nullable Marker marker,
                Logger logger,
                Level level,
                @Nullable String format,
                Object @Nullable [] parameters,
                @Nullable Throwable thrown) {
            if (format == null || !level.isGreaterOrEqual(logger.getEffectiveLevel())) {
                return FilterReply.NEUTRAL;
            }
            var failure = thrown != null ? thrown : last(parameters);
            var away = failure == null ? null : DatabaseAway.cause(failure);
            var message = MessageFormatter.arrayFormat(format, parameters).getMessage();
            var shown = message == null ? "" : TOKEN.matcher(message).replaceAll("assay_(a token)");
            if (away == null && shown.equals(message)) {
                return FilterReply.NEUTRAL;
            }
            logger.log(
                    marker,
                    OneLine.class.getName(),
                    Level.toLocationAwareLoggerInteger(level),
                    away == null
                            ? shown
                            : shown
                                    + " (the database is away: "
                                    + firstLine(away.getMessage())
                                    + ")",
                    null,
                    away == null ? failure : null);
            return FilterReply.DENY;
        }

        /** Where SLF4J takes the last parameter for what was thrown. */
        private static @Nullable Throwable last(Object @Nullable [] parameters) {
            return parameters != null
                            && parameters.length > 0
                            && parameters[parameters.length - 1] instanceof Throwable thrown
                    ? thrown
                    : null;
        }

        private static String firstLine(@Nullable String text) {
            return text == null ? "no answer" : text.lines().findFirst().orElse("no answer");
        }
    }
}
