package dev.assay.registry.register.file;

import dev.assay.inventory.record.KeptRecord;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.export.ExportFormat;
import dev.assay.registry.record.RecordReader;
import dev.assay.registry.register.Organisation;
import dev.assay.registry.register.Registers;
import dev.assay.registry.register.Surroundings;
import dev.assay.registry.vetting.ReportReader;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Organisation.class)
@Import(RegisterConfiguration.Formats.class)
class RegisterConfiguration {

    @Bean
    Records exportedRecords(RecordReader reader) {
        return new Records() {
            @Override
            public Optional<KeptRecord> now(Id server) {
                return reader.now(server);
            }

            @Override
            public Stream<KeptRecord> all() {
                return reader.all();
            }
        };
    }

    /** Told anew for each export: days pass. */
    @Bean
    SurroundingsNow surroundingsNow(
            Organisation organisation,
            ReleaseStore releases,
            ReviewStore reviews,
            ReportReader reports,
            Clock clock) {
        var findings = new VettedFindings(releases, reviews, reports);
        return () ->
                new Surroundings(
                        organisation,
                        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC),
                        findings);
    }

    @Bean
    TransferSheetsExport transferSheets(Records records, SurroundingsNow around) {
        return new TransferSheetsExport(records, around);
    }

    /** Each register in each form is a format of its own. */
    static final class Formats implements BeanRegistrar {

        @Override
        public void register(BeanRegistry registry, Environment environment) {
            for (var register : Registers.KEPT) {
                for (var form : Form.values()) {
                    registry.registerBean(
                            register.id() + "-" + form.extension(),
                            ExportFormat.class,
                            bean ->
                                    bean.supplier(
                                            context ->
                                                    new RegisterExport(
                                                            register,
                                                            form,
                                                            context.bean(Records.class),
                                                            context.bean(SurroundingsNow.class))));
                }
            }
            for (var workbook : new boolean[] {true, false}) {
                registry.registerBean(
                        "inventory-" + (workbook ? "xlsx" : "jsonl"),
                        ExportFormat.class,
                        bean ->
                                bean.supplier(
                                        context ->
                                                new InventoryExport(
                                                        workbook,
                                                        context.bean(Records.class),
                                                        context.bean(SurroundingsNow.class))));
            }
        }
    }
}
