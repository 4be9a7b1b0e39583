package dev.assay.registry.workflow;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;

import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.VettingStore;
import dev.assay.inventory.review.LineCommentStore;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.store.BlobStore;
import dev.assay.registry.policy.Policies;
import dev.assay.registry.policy.PolicySettings;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Clock;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReviewSettings.class)
class WorkflowConfiguration {

    @Bean
    Deeds deeds(
            PlatformTransactionManager transactions,
            ApplicationEventPublisher events,
            Checkpoint checkpoint) {
        return new Deeds(new TransactionTemplate(transactions), events, checkpoint);
    }

    @Bean
    SnapshotStore snapshotStore(BlobStore blobs) {
        return new SnapshotStore(blobs);
    }

    @Bean
    Records records(
            ReleaseStore releases, ReviewStore reviews, VettingStore vetting, AuditTrail audit) {
        return new Records(releases, reviews, vetting, audit);
    }

    @Bean
    Workflow workflow(
            Records records,
            SnapshotStore snapshots,
            Policies policies,
            VettingQueue queue,
            ReviewSettings settings,
            Deeds deeds,
            Clock clock) {
        return new Workflow(
                new Requests(records, queue, deeds, clock),
                new Reviews(records, snapshots, policies, settings, deeds, clock),
                new Standing(records, queue, deeds, clock));
    }

    @Bean
    Comments comments(LineCommentStore comments, AuditTrail audit, Deeds deeds) {
        return new Comments(comments, audit, deeds);
    }

    @Bean
    ReviewDesk reviewDesk(Records records, Deeds deeds, Clock clock) {
        return new ReviewDesk(records, deeds, clock);
    }

    @Bean
    Task<Void> expiryTask(Records records, ReviewSettings settings, Deeds deeds, Clock clock) {
        var expiry = new Expiry(records, deeds, clock);
        return Tasks.recurring("expiry", FixedDelay.of(settings.expiryCheck()))
                .execute((instance, context) -> expiry.run());
    }

    @Bean
    Task<Void> quietUpdatesTask(
            Records records,
            SnapshotStore snapshots,
            Policies policies,
            PolicySettings settings,
            Deeds deeds,
            Clock clock) {
        var updates =
                new QuietUpdates(
                        records, snapshots, policies, settings.quietUpdates(), deeds, clock);
        return Tasks.recurring("quiet-updates", FixedDelay.of(settings.check()))
                .execute((instance, context) -> updates.run());
    }
}
