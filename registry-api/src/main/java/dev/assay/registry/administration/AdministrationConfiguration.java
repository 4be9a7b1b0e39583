package dev.assay.registry.administration;

import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.watch.WatchStore;
import dev.assay.registry.audit.AuditDesk;
import dev.assay.registry.export.schedule.ScheduledExports;
import dev.assay.registry.flaw.Flaws;
import dev.assay.registry.identity.oidc.OidcSettings;
import dev.assay.registry.identity.workload.WorkloadSettings;
import dev.assay.registry.policy.Policies;
import dev.assay.registry.policy.PolicySettings;
import dev.assay.registry.upstream.Places;
import dev.assay.registry.vetting.Proofs;
import dev.assay.registry.vetting.TrustMaterial;
import dev.assay.registry.vetting.VettingProgress;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Clock;
import java.util.List;

@Configuration(proxyBeanMethods = false)
class AdministrationConfiguration {

    @Bean
    Upstreams triedUpstreams(
            List<Places> places,
            dev.assay.scanners.ecosystem.Upstreams upstreams,
            WatchStore watched,
            AuditTrail audit,
            Clock clock) {
        return new Upstreams(places, upstreams, watched, audit, clock);
    }

    @Bean
    TrustRoots trustRoots(
            OidcSettings oidc,
            WorkloadSettings workloads,
            PolicySettings policy,
            TrustMaterial trust) {
        return new TrustRoots(oidc, workloads, policy, trust);
    }

    @Bean
    DataAges dataAges(
            Policies policies,
            WatchStore watched,
            AuditDesk audit,
            OidcSettings oidc,
            WorkloadSettings workloads,
            Flaws flaws,
            Proofs proofs,
            JdbcClient jdbc,
            Clock clock) {
        return new DataAges(policies, watched, audit, oidc, workloads, flaws, proofs, jdbc, clock);
    }

    @Bean
    Jobs jobs(
            JdbcClient jdbc,
            ReleaseStore releases,
            VettingProgress progress,
            JobFailures reasons,
            AuditTrail audit,
            ScheduledExports exports,
            ConfigurableEnvironment environment,
            Clock clock) {
        return new Jobs(jdbc, releases, progress, reasons, audit, exports, environment, clock);
    }

    /** The scheduler tells all listeners that are beans. */
    @Bean
    JobFailures jobFailures() {
        return new JobFailures();
    }

    @Bean
    SettingsInForce settingsInForce(ConfigurableEnvironment environment) {
        return new SettingsInForce(environment);
    }
}
