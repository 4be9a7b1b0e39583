package dev.assay.registry.vendorbom;

import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.DerivedStore;
import dev.assay.inventory.release.LicenceStore;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.VendorBomStore;
import dev.assay.inventory.store.BlobStore;
import dev.assay.registry.workflow.Deeds;
import dev.assay.scanners.worker.ScanWorker;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Clock;

@Configuration(proxyBeanMethods = false)
class VendorBomConfiguration {

    @Bean
    VendorBomStore vendorBomStore(JdbcClient jdbc, Clock clock) {
        return new VendorBomStore(jdbc, clock);
    }

    @Bean
    VendorBoms vendorBoms(
            VendorBomStore boms,
            BlobStore blobs,
            DerivedStore derived,
            LicenceStore licences,
            ClosureStore closures,
            ReleaseStore releases,
            ScanWorker worker,
            AuditTrail audit,
            Deeds deeds) {
        return new VendorBoms(
                boms, blobs, derived, licences, closures, releases, worker, audit, deeds);
    }
}
