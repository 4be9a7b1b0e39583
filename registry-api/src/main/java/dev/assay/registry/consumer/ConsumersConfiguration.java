package dev.assay.registry.consumer;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;

import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.consumer.ConsumerStore;
import dev.assay.inventory.consumer.GrantStore;
import dev.assay.inventory.consumer.ProfileWishStore;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.store.ClockCheck;
import dev.assay.inventory.task.TaskStore;
import dev.assay.inventory.tool.ToolStore;
import dev.assay.registry.workflow.Deeds;
import dev.assay.registry.workflow.ReviewPanel;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Clock;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IdentityNames.class)
class ConsumersConfiguration {

    @Bean
    ConsumerStore consumerStore(JdbcClient jdbc, Clock clock) {
        return new ConsumerStore(jdbc, clock);
    }

    @Bean
    GrantStore grantStore(JdbcClient jdbc, Clock clock) {
        return new GrantStore(jdbc, clock);
    }

    @Bean
    Consumers consumers(
            ConsumerStore consumers,
            GrantStore grants,
            AccountStore accounts,
            SpentTokens spent,
            AuditTrail audit,
            Deeds deeds,
            IdentityNames names) {
        return new Consumers(consumers, grants, accounts, spent, audit, deeds, names);
    }

    @Bean
    Grantable grantable(
            ReleaseStore releases,
            ReviewStore reviews,
            ToolStore tools,
            AccountStore accounts,
            ConsumerStore consumers,
            ReviewPanel panel) {
        return new Grantable(releases, reviews, tools, accounts, consumers, panel);
    }

    @Bean
    Grants grants(
            ConsumerStore consumers,
            GrantStore grants,
            ReleaseStore releases,
            Grantable grantable,
            SpentTokens spent,
            AuditTrail audit,
            Deeds deeds,
            Clock clock) {
        return new Grants(consumers, grants, releases, grantable, spent, audit, deeds, clock);
    }

    @Bean
    SpentTokens spentTokens(TaskStore tasks, AuditTrail audit, Clock clock) {
        return new SpentTokens(tasks, audit, clock);
    }

    @Bean
    ProfileWishStore profileWishStore(JdbcClient jdbc, Clock clock) {
        return new ProfileWishStore(jdbc, clock);
    }

    @Bean
    ProfileChanges profileChanges(
            ConsumerStore consumers,
            GrantStore grants,
            ProfileWishStore wishes,
            Grantable grantable,
            SpentTokens spent,
            AuditTrail audit,
            Deeds deeds) {
        return new ProfileChanges(consumers, grants, wishes, grantable, spent, audit, deeds);
    }

    @Bean
    Task<Void> grantsTask(Grants grants, ClockCheck clocks) {
        return Tasks.recurring("grants", FixedDelay.ofMinutes(5))
                .execute(
                        (instance, context) -> {
                            if (!clocks.isFar()) {
                                grants.expire();
                            }
                        });
    }
}
