package dev.assay.registry.dpia;

import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.dpia.DpiaStore;
import dev.assay.inventory.record.KeptRecord;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.store.BlobStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.export.ExportFormat;
import dev.assay.registry.record.RecordReader;
import dev.assay.registry.register.Organisation;
import dev.assay.registry.workflow.Deeds;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DpiaSettings.class)
class DpiaConfiguration {

    @Bean
    DpiaStore dpiaStore(JdbcClient jdbc, Clock clock) {
        return new DpiaStore(jdbc, clock);
    }

    @Bean
    CurrentRecords currentRecords(RecordReader reader) {
        return new CurrentRecords() {
            @Override
            public Optional<ServerRecord> now(Id server) {
                return reader.now(server).map(KeptRecord::record);
            }

            @Override
            public Stream<ServerRecord> all() {
                return reader.all().map(KeptRecord::record);
            }
        };
    }

    @Bean
    Drafts dpiaDrafts(
            DpiaStore dpias,
            AccountStore accounts,
            BlobStore blobs,
            CurrentRecords records,
            DpiaSettings settings,
            Organisation organisation,
            Clock clock) {
        return new Drafts(
                dpias,
                accounts,
                new Snapshots(blobs),
                records,
                settings.organisation(organisation),
                clock);
    }

    @Bean
    Dpias dpias(
            DpiaStore dpias,
            Drafts drafts,
            BlobStore blobs,
            CurrentRecords records,
            AuditTrail audit,
            Deeds deeds) {
        return new Dpias(dpias, drafts, new Snapshots(blobs), records, audit, deeds);
    }

    @Bean
    DpiaWords dpiaWords(DpiaStore dpias, Drafts drafts, AuditTrail audit, Deeds deeds) {
        return new DpiaWords(dpias, drafts, audit, deeds);
    }

    @Bean
    DpiaFiles dpiaFiles(
            Dpias dpias, DpiaSettings settings, Organisation organisation, AuditTrail audit) {
        return new DpiaFiles(dpias, settings.organisation(organisation), audit);
    }

    @Bean
    ExportFormat dpiaPackExport(Dpias dpias, DpiaFiles files) {
        return new DpiaExport(DpiaFile.PACK, "dpia-pack", dpias, files);
    }

    @Bean
    ExportFormat dpiaWordExport(Dpias dpias, DpiaFiles files) {
        return new DpiaExport(DpiaFile.WORD, "dpia-docx", dpias, files);
    }

    @Bean
    ExportFormat dpiaPdfExport(Dpias dpias, DpiaFiles files) {
        return new DpiaExport(DpiaFile.PDF, "dpia-pdf", dpias, files);
    }

    @Bean
    ExportFormat dpiaExcelExport(Dpias dpias, DpiaFiles files) {
        return new DpiaExport(DpiaFile.EXCEL, "dpia-xlsx", dpias, files);
    }

    @Bean
    ExportFormat dpiaJsonExport(Dpias dpias, DpiaFiles files) {
        return new DpiaExport(DpiaFile.JSON, "dpia-json", dpias, files);
    }

    @Bean
    ExportFormat dpiaPiaExport(Dpias dpias, DpiaFiles files) {
        return new DpiaExport(DpiaFile.PIA, "dpia-pia", dpias, files);
    }

    @Bean
    ExportFormat dpiaPiaBackEndExport(Dpias dpias, DpiaFiles files) {
        return new DpiaExport(DpiaFile.PIA_BACK_END, "dpia-pia-back-end", dpias, files);
    }

    @Bean
    ExportFormat registerWorkbookExport(
            CurrentRecords records, DpiaSettings settings, Organisation organisation, Clock clock) {
        return new RegisterWorkbook(records, settings.organisation(organisation), clock);
    }
}
