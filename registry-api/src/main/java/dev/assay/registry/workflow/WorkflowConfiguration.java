package dev.assay.registry.workflow;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;

import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.VettingStore;
import dev.assay.inventory.review.BreakGlassStore;
import dev.assay.inventory.review.DraftStore;
import dev.assay.inventory.review.LineCommentStore;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.review.VoteStore;
import dev.assay.inventory.review.WaiverStore;
import dev.assay.inventory.store.BlobStore;
import dev.assay.inventory.store.ClockCheck;
import dev.assay.inventory.task.TaskStore;
import dev.assay.inventory.tool.ToolStore;
import dev.assay.registry.policy.Policies;
import dev.assay.registry.policy.PolicySettings;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
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
    ApprovedDestinations approvedDestinations(ReviewStore reviews) {
        return new ApprovedDestinations(reviews);
    }

    @Bean
    DraftStore draftStore(JdbcClient jdbc, Clock clock) {
        return new DraftStore(jdbc, clock);
    }

    @Bean
    Records records(
            ReleaseStore releases,
            ReviewStore reviews,
            VettingStore vetting,
            AuditTrail audit,
            WaiverStore waivers,
            BreakGlassStore glass,
            ToolStore tools,
            JdbcClient jdbc) {
        return new Records(
                releases, reviews, new VoteStore(jdbc), waivers, glass, vetting, tools, audit);
    }

    @Bean
    Waived waived(
            Records records,
            SnapshotStore snapshots,
            BlobStore blobs,
            Policies policies,
            Clock clock) {
        return new Waived(records, new Blockers(snapshots, blobs, policies), clock);
    }

    @Bean
    Objections objections(
            Records records, Waived waived, TaskStore tasks, ReviewSettings settings, Clock clock) {
        return new Objections(records, waived, new OwedRotations(records, tasks, clock), settings);
    }

    @Bean
    Workflow workflow(
            Records records,
            Objections objections,
            Waived waived,
            VettingQueue queue,
            PresentStates states,
            ReviewSettings settings,
            Deeds deeds,
            Clock clock) {
        return new Workflow(
                new Requests(records, queue, states, deeds, clock),
                new Edits(records, queue, deeds, clock),
                new Reviews(records, objections, waived, settings, deeds, clock),
                new Standing(records, waived, queue, deeds, clock));
    }

    @Bean
    Drafts drafts(DraftStore drafts, AuditTrail audit, Deeds deeds) {
        return new Drafts(drafts, audit, deeds);
    }

    @Bean
    Waivers waivers(
            Records records, Waived waived, ReviewSettings settings, Deeds deeds, Clock clock) {
        return new Waivers(records, waived, settings, deeds, clock);
    }

    @Bean
    Emergencies emergencies(
            Records records, Waived waived, ReviewSettings settings, Deeds deeds, Clock clock) {
        return new Emergencies(records, waived, settings, deeds, clock);
    }

    @Bean
    ReviewPanel reviewPanel(
            Records records,
            Objections objections,
            Waived waived,
            ReviewSettings settings,
            Clock clock) {
        return new ReviewPanel(records, objections, waived, settings, clock);
    }

    @Bean
    RequestStates requestStates(Records records) {
        return new RequestStates(records);
    }

    @Bean
    WaiverStore waiverStore(JdbcClient jdbc, Clock clock) {
        return new WaiverStore(jdbc, clock);
    }

    @Bean
    BreakGlassStore breakGlassStore(JdbcClient jdbc, Clock clock) {
        return new BreakGlassStore(jdbc, clock);
    }

    @Bean
    ToolStore toolStore(JdbcClient jdbc, Clock clock) {
        return new ToolStore(jdbc, clock);
    }

    @Bean
    Reopening reopening(Records records, VettingQueue queue, Deeds deeds, Clock clock) {
        return new Reopening(records, queue, deeds, clock);
    }

    @Bean
    Comments comments(LineCommentStore comments, AuditTrail audit, Deeds deeds) {
        return new Comments(comments, audit, deeds);
    }

    @Bean
    ReviewDesk reviewDesk(Records records, Waived waived, Deeds deeds, Clock clock) {
        return new ReviewDesk(records, new Lapses(records, waived), deeds, clock);
    }

    @Bean
    Task<Void> expiryTask(
            Records records,
            Waivers waivers,
            Emergencies emergencies,
            ReviewSettings settings,
            Deeds deeds,
            Clock clock,
            ClockCheck clocks) {
        var expiry = new Expiry(records, waivers, emergencies, deeds, clock);
        return Tasks.recurring("expiry", FixedDelay.of(settings.expiryCheck()))
                .execute(
                        (instance, context) -> {
                            if (!clocks.isFar()) {
                                expiry.run();
                            }
                        });
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
