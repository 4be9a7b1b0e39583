package dev.assay.registry.gate;

import dev.assay.inventory.release.Stage;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;

/**
 * The gate's settings, under {@code gate}.
 *
 * @param port the listener's port; 0 takes a free one
 * @param address the address to listen on; null is the main listener's {@code server.address}, and
 *     every address where that is not set either: a registry is there for other machines
 * @param publicUrl how clients reach the listener, for example {@code https://gate.example/}; null
 *     takes it from each request's {@code Host}
 * @param anonymousStage the stage of a caller without a token
 * @param readingNeedsToken whether a caller without a token gets nothing at all
 * @param contact who decides, as refusals write it
 * @param newSightingsPerHour how many sightings one client address may cause in an hour
 * @param requestsPerAddress requests of one address in a minute, a build of a thousand packages
 *     makes two thousand; 0 for as many as it likes. Behind a balancer, all clients have its
 *     address
 * @param requestsPerToken the same of one token
 * @param poll how often the records are looked at for changes made elsewhere
 * @param snapshotAge how long what was approved is served while the database is away
 */
@ConfigurationProperties("gate")
record GateSettings(
        @DefaultValue("8081") int port,
        @Nullable InetAddress address,
        @Nullable URI publicUrl,
        @DefaultValue("production") Stage anonymousStage,
        @DefaultValue("false") boolean readingNeedsToken,
        @DefaultValue("your security reviewers") String contact,
        @DefaultValue("60") int newSightingsPerHour,
        @DefaultValue("120000") int requestsPerAddress,
        @DefaultValue("60000") int requestsPerToken,
        @DefaultValue("2s") Duration poll,
        @DefaultValue("24h") Duration snapshotAge,
        @DefaultValue Connections connections,
        @DefaultValue FetchLogging fetchLog) {

    /**
     * What becomes of each fetch that was written to this node's log.
     *
     * @param shipping how often it is brought into the database
     * @param kept how long it stays there; 184 days at least
     */
    record FetchLogging(
            @DefaultValue("2s") Duration shipping, @DefaultValue("400d") Duration kept) {

        /**
         * The least that deployers of high-risk systems keep logs for: six months (Regulation (EU)
         * 2024/1689, Article 26(6)).
         */
        private static final Duration SHORTEST = Duration.ofDays(184);

        FetchLogging {
            if (shipping.toMillis() < 1) {
                throw new IllegalArgumentException(
                        "gate.fetch-log.shipping is " + shipping + "; use 1s or more");
            }
            if (kept.compareTo(SHORTEST) < 0) {
                throw new IllegalArgumentException(
                        "gate.fetch-log.kept is "
                                + kept
                                + "; use "
                                + SHORTEST.toDays()
                                + "d or more: who was given what has to be known when an"
                                + " investigation begins months later");
            }
        }
    }

    /**
     * What one client may take.
     *
     * @param most how many connections are open at once; more are closed at once
     * @param idle how long one may be silent
     * @param request how long a request may take to arrive
     * @param drain how long requests may take to end when the service stops
     */
    record Connections(
            @DefaultValue("4096") int most,
            @DefaultValue("60s") Duration idle,
            @DefaultValue("30s") Duration request,
            @DefaultValue("20s") Duration drain) {}

    GateSettings {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("gate.port is " + port + "; use 0 to 65535");
        }
        if (publicUrl != null && (publicUrl.getHost() == null || publicUrl.getScheme() == null)) {
            throw new IllegalArgumentException(
                    "gate.public-url is '" + publicUrl + "'; use https://HOST/");
        }
        if (requestsPerAddress < 0 || requestsPerToken < 0) {
            throw new IllegalArgumentException(
                    "gate.requests-per-… is below 0; use 0 for as many as somebody likes");
        }
        if (poll.isZero() || poll.isNegative()) {
            throw new IllegalArgumentException("gate.poll is " + poll + "; use 1s or more");
        }
        if (snapshotAge.compareTo(poll.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException(
                    "gate.snapshot-age is "
                            + snapshotAge
                            + "; use more than gate.poll twice, for example 24h");
        }
    }
}
