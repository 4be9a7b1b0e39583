package dev.assay.registry.bom;

import dev.assay.inventory.proof.ClosureProofStore;
import dev.assay.inventory.release.LicenceStore;
import dev.assay.inventory.review.WaiverStore;
import dev.assay.inventory.server.ServerPackageStore;
import dev.assay.registry.attestation.DocumentSigner;
import dev.assay.registry.export.ExportFormat;
import dev.assay.registry.flaw.Flaws;
import dev.assay.registry.flaw.ReleaseContents;
import dev.assay.registry.register.Organisation;
import dev.assay.registry.register.file.Records;
import dev.assay.registry.vetting.ReportReader;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Clock;

@Configuration(proxyBeanMethods = false)
class BomConfiguration {

    @Bean
    Packages servedPackages(JdbcClient jdbc, ServerPackageStore packages) {
        return new ServedPackages(jdbc, packages);
    }

    @Bean
    ReleaseBoms releaseBoms(
            ReportReader reports,
            LicenceStore licences,
            Flaws flaws,
            ReleaseContents contents,
            WaiverStore waivers,
            ClosureProofStore proofs,
            DocumentSigner signer,
            Clock clock) {
        return new ReleaseBoms(reports, licences, flaws, contents, waivers, proofs, signer, clock);
    }

    @Bean
    ExportFormat cycloneDxExport(Records records, Packages packages) {
        return new CycloneDxExport(records, packages);
    }

    @Bean
    ExportFormat openVexExport(Records records, Organisation organisation) {
        return new OpenVexExport(records, organisation);
    }
}
