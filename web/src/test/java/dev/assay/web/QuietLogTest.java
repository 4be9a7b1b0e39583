package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import org.junit.jupiter.api.Test;

import java.sql.SQLException;

/** What is left out of the log. */
class QuietLogTest {

    private final ListAppender<ILoggingEvent> events = new ListAppender<>();
    private final Logger log = log();

    private Logger log() {
        var context = new LoggerContext();
        context.addTurboFilter(new QuietLog.OneLine());
        events.start();
        var made = context.getLogger("dev.assay");
        made.addAppender(events);
        return made;
    }

    @Test
    void aDatabaseThatIsAwayTakesOneLineHoweverDeepItIsFound() {
        var away = new SQLException("the connection broke\nand more", "08006");
        log.error("task {} failed", 7, new IllegalStateException("outer", away));
        assertThat(events.list).hasSize(1);
        assertThat(events.list.getFirst().getFormattedMessage())
                .isEqualTo("task 7 failed (the database is away: the connection broke)");
        assertThat(events.list.getFirst().getThrowableProxy()).isNull();
    }

    @Test
    void everyOtherFailureIsToldWhole() {
        log.error("task {} failed", 7, new IllegalStateException("ours"));
        log.warn("wrong", new SQLException("no such table", "42P01"));
        assertThat(events.list).allMatch(each -> each.getThrowableProxy() != null).hasSize(2);
    }

    @Test
    void aTokenThatStandsWhereANameBelongsIsNotShown() {
        log.info("nothing new about {}", "assay_" + "a1B2".repeat(10));
        assertThat(events.list.getFirst().getFormattedMessage())
                .isEqualTo("nothing new about assay_(a token)");
    }
}
