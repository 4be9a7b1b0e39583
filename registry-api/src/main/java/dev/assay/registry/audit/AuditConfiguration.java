package dev.assay.registry.audit;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;

import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.audit.AuditChain;
import dev.assay.inventory.audit.AuditSearch;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.tree.AuditCheckpointStore;
import dev.assay.registry.attestation.DocumentSigner;
import dev.assay.registry.export.ExportFormat;
import dev.assay.registry.identity.RightsTable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import java.time.Clock;
import java.time.Duration;

@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    @Bean
    AuditCheckpoints auditCheckpoints(JdbcClient jdbc, DocumentSigner signer, Clock clock) {
        return new AuditCheckpoints(
                new AuditChain(jdbc), new AuditCheckpointStore(jdbc), signer, clock);
    }

    @Bean
    AuditDesk auditDesk(
            AuditTrail trail, JdbcClient jdbc, AuditCheckpoints checkpoints, Clock clock) {
        return new AuditDesk(trail, new AuditSearch(jdbc), checkpoints, clock);
    }

    @Bean
    ExportFormat auditArchive(
            AuditCheckpoints checkpoints, JdbcClient jdbc, DocumentSigner signer) {
        return new AuditArchive(checkpoints, new AuditChain(jdbc), signer);
    }

    @Bean
    OncePerWhile auditedReads(Clock clock) {
        return new OncePerWhile(clock);
    }

    @Bean
    Denials denials(
            AuditTrail trail, OncePerWhile auditedReads, ObjectProvider<RightsTable> rights) {
        return new Denials(trail, auditedReads, rights);
    }

    @Bean
    FailedSignIns failedSignIns(
            AuditTrail trail, AccountStore accounts, OncePerWhile auditedReads) {
        return new FailedSignIns(trail, accounts, auditedReads);
    }

    @Bean
    WebMvcConfigurer sensitiveReads(
            AuditTrail trail, OncePerWhile auditedReads, ObjectProvider<RightsTable> rights) {
        var interceptor = new SensitiveReads(trail, auditedReads, rights);
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(interceptor);
            }
        };
    }

    @Bean
    ExportFormat auditJsonLines(JdbcClient jdbc) {
        return new AuditExport(AuditFormat.JSONL, new AuditSearch(jdbc));
    }

    @Bean
    ExportFormat auditOcsf(JdbcClient jdbc) {
        return new AuditExport(AuditFormat.OCSF, new AuditSearch(jdbc));
    }

    @Bean
    ExportFormat auditCef(JdbcClient jdbc) {
        return new AuditExport(AuditFormat.CEF, new AuditSearch(jdbc));
    }

    @Bean
    ExportFormat auditCsv(JdbcClient jdbc) {
        return new AuditExport(AuditFormat.CSV, new AuditSearch(jdbc));
    }

    @Bean
    Task<Void> auditVerification(
            AuditDesk desk, @Value("${assay.audit.verification:1h}") Duration often) {
        return Tasks.recurring("audit-verification", FixedDelay.of(often))
                .execute((instance, context) -> desk.check());
    }

    @Bean
    Task<Void> auditCheckpoint(
            AuditDesk desk, @Value("${assay.audit.checkpoint:1h}") Duration often) {
        return Tasks.recurring("audit-checkpoint", FixedDelay.of(often))
                .execute((instance, context) -> desk.sign());
    }
}
