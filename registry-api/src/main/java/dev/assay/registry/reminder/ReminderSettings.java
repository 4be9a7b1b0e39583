package dev.assay.registry.reminder;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * When people are reminded.
 *
 * @param interval how often the rules are applied
 * @param recertifyDays how many days before its end an approval has to be looked at again
 * @param rotateDays how many days before its day a rotation is shown
 */
@ConfigurationProperties("assay.reminders")
record ReminderSettings(
        @DefaultValue("10m") Duration interval,
        @DefaultValue("30") int recertifyDays,
        @DefaultValue("14") int rotateDays) {

    ReminderSettings {
        if (recertifyDays < 1 || rotateDays < 1) {
            throw new IllegalArgumentException(
                    "assay.reminders.recertify-days and rotate-days are at least 1");
        }
    }
}
