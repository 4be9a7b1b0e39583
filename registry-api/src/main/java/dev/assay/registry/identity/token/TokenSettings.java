package dev.assay.registry.identity.token;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * The settings of API tokens, under {@code assay.tokens}.
 *
 * @param mostDays after how many days a token expires at the latest
 * @param mostPerAccount how many working tokens one account may have
 * @param poll how often the records are looked at for changes made by another node
 */
@ConfigurationProperties("assay.tokens")
public record TokenSettings(
        @DefaultValue("365") int mostDays,
        @DefaultValue("50") int mostPerAccount,
        @DefaultValue("2s") Duration poll) {

    public TokenSettings {
        if (mostDays < 1) {
            throw new IllegalArgumentException(
                    "assay.tokens.most-days is " + mostDays + "; a token lasts at least 1 day");
        }
        if (poll.isZero() || poll.isNegative()) {
            throw new IllegalArgumentException("assay.tokens.poll is " + poll + "; use 1s or more");
        }
    }
}
