package dev.assay.registry.evidence;

import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.audit.AuditSearch;
import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.review.VoteStore;
import dev.assay.inventory.review.WaiverStore;
import dev.assay.inventory.server.ServerPackageStore;
import dev.assay.registry.attestation.Attestations;
import dev.assay.registry.audit.AuditCheckpoints;
import dev.assay.registry.bom.Packages;
import dev.assay.registry.bom.ReleaseBoms;
import dev.assay.registry.export.ExportFormat;
import dev.assay.registry.register.file.Records;
import dev.assay.registry.register.file.SurroundingsNow;
import dev.assay.registry.vetting.ReportReader;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class EvidenceConfiguration {

    @Bean
    ExportFormat evidencePack(
            Records records,
            ServerPackageStore joined,
            ReleaseStore releases,
            ClosureStore closures,
            ReviewStore reviews,
            WaiverStore waivers,
            AccountStore accounts,
            ReportReader reports,
            JdbcClient jdbc,
            Packages packages,
            ReleaseBoms boms,
            Attestations attestations,
            AuditCheckpoints checkpoints,
            SurroundingsNow around) {
        return new EvidencePack(
                records,
                new EvidenceSources(
                        joined,
                        releases,
                        closures,
                        reviews,
                        new VoteStore(jdbc),
                        waivers,
                        accounts,
                        reports,
                        new AuditSearch(jdbc),
                        packages,
                        boms,
                        attestations,
                        checkpoints,
                        around));
    }
}
