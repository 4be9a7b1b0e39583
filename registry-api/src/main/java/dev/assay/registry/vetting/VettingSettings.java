package dev.assay.registry.vetting;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;
import java.util.List;

/**
 * How vetting goes about its work.
 *
 * @param retryPauses how long it waits after each failure that may pass; after the last it gives up
 * @param fetchesAtOnce how many packages of a closure are fetched at the same time
 */
@ConfigurationProperties("assay.vetting")
record VettingSettings(
        @DefaultValue({"20s", "90s"}) List<Duration> retryPauses,
        @DefaultValue("6") int fetchesAtOnce) {

    VettingSettings {
        retryPauses = List.copyOf(retryPauses);
        if (fetchesAtOnce < 1) {
            throw new IllegalArgumentException(
                    "assay.vetting.fetches-at-once is " + fetchesAtOnce + "; the least is 1");
        }
    }
}
