package dev.assay.registry.vetting;

import dev.assay.scanners.worker.WorkerSettings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import java.time.Duration;

/**
 * What a scan may cost.
 *
 * @param workers how many worker processes run at once
 * @param heap the largest heap of one
 * @param deadline for one package
 */
@ConfigurationProperties("assay.scan")
record ScanSettings(
        @DefaultValue("2") int workers,
        @DefaultValue("1GB") DataSize heap,
        @DefaultValue("120s") Duration deadline) {

    WorkerSettings toWorkerSettings() {
        var defaults = WorkerSettings.DEFAULT;
        return new WorkerSettings(
                (int) heap.toMegabytes(),
                deadline,
                workers,
                defaults.scansPerProcess(),
                defaults.largestAnswer());
    }
}
