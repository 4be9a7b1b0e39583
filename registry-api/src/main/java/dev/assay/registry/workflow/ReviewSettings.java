package dev.assay.registry.workflow;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * How long decisions hold.
 *
 * @param approvalDays after how many days an approval expires
 * @param expiryCheck how often expired approvals are looked for; the gate does not wait for it
 */
@ConfigurationProperties("assay.review")
record ReviewSettings(
        @DefaultValue("365") int approvalDays, @DefaultValue("5m") Duration expiryCheck) {

    ReviewSettings {
        if (approvalDays < 1) {
            throw new IllegalArgumentException(
                    "assay.review.approval-days is "
                            + approvalDays
                            + "; an approval lasts at least 1 day");
        }
    }

    Duration approvalPeriod() {
        return Duration.ofDays(approvalDays);
    }
}
