package dev.assay.registry.notice;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;

import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.notice.NoticeStore;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.registry.workflow.Deeds;
import dev.assay.scanners.artifact.UpstreamClient;
import dev.assay.scanners.artifact.UpstreamSettings;

import io.micrometer.core.instrument.MeterRegistry;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NoticeSettings.class)
class NoticeConfiguration {

    @Bean
    NoticeStore noticeStore(JdbcClient jdbc, Clock clock) {
        return new NoticeStore(jdbc, clock);
    }

    @Bean
    AuditTrail.Listener noticeRules(NoticeStore notices, JdbcClient jdbc) {
        return new NoticeRules(notices, jdbc);
    }

    @Bean
    UpstreamClient noticeClient() {
        return new UpstreamClient("notices", UpstreamSettings.DEFAULT);
    }

    @Bean
    Task<Void> noticesTask(
            NoticeStore notices,
            ReleaseStore releases,
            ReviewStore reviews,
            AccountStore accounts,
            NoticeSettings settings,
            UpstreamClient noticeClient,
            Deeds deeds,
            @Value("${assay.public-url:#{null}}") @Nullable URI pages,
            Clock clock,
            MeterRegistry meters) {
        var senders = new ArrayList<Sender>();
        senders.add(HookSender.webhooks(settings.webhooks(), noticeClient, clock));
        senders.add(
                HookSender.plain("slack", settings.slack(), Payloads::slack, noticeClient, clock));
        senders.add(
                HookSender.plain("teams", settings.teams(), Payloads::teams, noticeClient, clock));
        if (settings.mail() != null) {
            senders.add(new MailNotices(settings.mail(), accounts, releases, reviews));
        }
        var dispatch =
                new Dispatch(
                        notices,
                        releases,
                        senders,
                        settings.retryPauses(),
                        pages,
                        deeds,
                        clock,
                        meters);
        return Tasks.recurring("notices", FixedDelay.of(settings.interval()))
                .execute(
                        (instance, context) -> {
                            try {
                                dispatch.run();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
    }
}
