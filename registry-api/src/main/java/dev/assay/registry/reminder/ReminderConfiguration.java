package dev.assay.registry.reminder;

import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;

import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.consumer.ConsumerStore;
import dev.assay.inventory.consumer.GrantStore;
import dev.assay.inventory.fetch.FetchCountStore;
import dev.assay.inventory.record.StatedValueStore;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.review.BreakGlassStore;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.task.CredentialStore;
import dev.assay.inventory.task.FeedStore;
import dev.assay.inventory.task.TaskStore;
import dev.assay.registry.workflow.Deeds;
import dev.assay.registry.workflow.Emergencies;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.net.URI;
import java.time.Clock;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReminderSettings.class)
class ReminderConfiguration {

    @Bean
    CredentialStore credentialStore(JdbcClient jdbc, Clock clock) {
        return new CredentialStore(jdbc, clock);
    }

    @Bean
    FeedStore feedStore(JdbcClient jdbc, Clock clock) {
        return new FeedStore(jdbc, clock);
    }

    @Bean
    HighRisk highRisk(ReleaseStore releases, ReviewStore reviews) {
        return new TieredRisk(releases, reviews);
    }

    @Bean
    Rotations rotations(HighRisk highRisk) {
        return new Rotations(highRisk);
    }

    @Bean
    PostReviews postReviews(
            TaskStore tasks, ReleaseStore releases, BreakGlassStore glass, Clock clock) {
        return new PostReviews(tasks, releases, glass, clock);
    }

    @Bean
    TaskDesk taskDesk(
            TaskStore tasks,
            CredentialStore credentials,
            AuditTrail audit,
            Emergencies emergencies,
            Deeds deeds,
            Clock clock) {
        return new TaskDesk(tasks, credentials, audit, emergencies::close, deeds, clock);
    }

    @Bean
    Credentials credentials(
            CredentialStore credentials,
            TaskStore tasks,
            FeedStore feeds,
            AccountStore accounts,
            ReleaseStore releases,
            ReviewStore reviews,
            StatedValueStore stated,
            AuditTrail audit,
            Deeds deeds,
            Clock clock) {
        return new Credentials(
                credentials,
                tasks,
                feeds,
                accounts,
                releases,
                reviews,
                stated,
                audit,
                deeds,
                clock);
    }

    @Bean
    Feeds feeds(
            FeedStore feeds,
            AccountStore accounts,
            TaskStore tasks,
            AuditTrail audit,
            Deeds deeds,
            @Value("${assay.public-url:#{null}}") @Nullable URI pages,
            Clock clock) {
        return new Feeds(feeds, accounts, tasks, audit, deeds, pages, clock);
    }

    @Bean
    com.github.kagkarlsson.scheduler.task.Task<Void> remindersTask(
            TaskStore tasks,
            CredentialStore credentials,
            ReleaseStore releases,
            ReviewStore reviews,
            AuditTrail audit,
            Deeds deeds,
            HighRisk highRisk,
            PostReviews postReviews,
            GrantStore grants,
            ConsumerStore consumers,
            FetchCountStore fetches,
            ReminderSettings settings,
            Clock clock) {
        var reminders =
                new Reminders(
                        tasks,
                        credentials,
                        releases,
                        reviews,
                        audit,
                        deeds,
                        highRisk,
                        postReviews,
                        new GrantReminders(grants, consumers, tasks, audit, deeds, settings),
                        new UnusedReminders(fetches, tasks, audit, deeds),
                        settings,
                        clock);
        return Tasks.recurring("reminders", FixedDelay.of(settings.interval()))
                .execute((instance, context) -> reminders.run());
    }
}
