package dev.assay.registry.gate;

import dev.assay.inventory.attestation.AttestationBundle;
import dev.assay.inventory.attestation.AttestationStore;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.fetch.FetchCountStore;
import dev.assay.inventory.fetch.FetchStore;
import dev.assay.inventory.fetch.OutsideFetchStore;
import dev.assay.inventory.fetchlog.FetchLog;
import dev.assay.inventory.fetchlog.FetchRecordStore;
import dev.assay.inventory.fetchlog.Shipping;
import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.VettingStore;
import dev.assay.inventory.store.BlobStore;
import dev.assay.inventory.store.ClockCheck;
import dev.assay.inventory.store.News;
import dev.assay.registry.identity.WebAddress;
import dev.assay.registry.identity.token.TokenVerifier;
import dev.assay.registry.tls.Tls;
import dev.assay.scanners.attestation.SigningKey;

import io.micrometer.core.instrument.MeterRegistry;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GateSettings.class)
class GateConfiguration {

    @Bean
    Addresses gateAddresses(
            GateSettings settings,
            @Value("${assay.public-url:#{null}}") @Nullable URI main,
            @Value("${server.port:8080}") int mainPort,
            Tls tls) {
        return Addresses.of(settings.publicUrl(), main, mainPort, tls.isOn());
    }

    @Bean
    CallerAddresses callerAddresses(
            Addresses addresses, GateListener gate, WebAddress web, List<ReleaseCommand> commands) {
        return new CallerAddresses(addresses, gate, web, commands);
    }

    @Bean(destroyMethod = "")
    Snapshots gateSnapshots(
            ReleaseStore releases,
            ClosureStore closures,
            VettingStore vettings,
            AttestationStore attestations,
            SigningKey registryKey,
            Clock clock,
            GateSettings settings,
            @Value("${assay.data-directory:data}") Path data) {
        return new Snapshots(
                new SnapshotReader(
                        releases,
                        closures,
                        vettings,
                        release ->
                                attestations
                                        .bundle(release.id())
                                        .filter(each -> each.holdsFor(release))
                                        .map(AttestationBundle::sha256),
                        clock),
                new SnapshotFile(data.resolve("gate-snapshot.json.gz"), registryKey),
                settings.poll(),
                settings.snapshotAge(),
                clock);
    }

    @Bean
    PackageStandings packageStandings(Snapshots snapshots, Clock clock) {
        return new PackageStandings(snapshots, clock);
    }

    @Bean
    ApprovalsListener gateApprovalsListener(Snapshots snapshots, News news) {
        news.on(News.Of.RELEASES, snapshots::refresh);
        return new ApprovalsListener(snapshots);
    }

    @Bean
    CallerStage gateCallerStage(TokenVerifier tokens, Addresses addresses, GateSettings settings) {
        return new CallerStage(
                tokens, addresses, settings.anonymousStage(), settings.readingNeedsToken());
    }

    @Bean
    Alterations gateAlterations(FetchStore fetches) {
        return new Alterations(fetches);
    }

    @Bean
    VerifiedBlobs gateBlobs(BlobStore blobs) {
        return new VerifiedBlobs(blobs);
    }

    @Bean
    Sightings gateSightings(FetchStore fetches, GateSettings settings, Clock clock) {
        return new Sightings(fetches, settings.newSightingsPerHour(), clock);
    }

    @Bean(initMethod = "start")
    FetchCounter gateFetchCounter(FetchCountStore counts, Clock clock) {
        return new FetchCounter(counts, clock, Duration.ofSeconds(10));
    }

    @Bean
    FetchLog gateFetchLog(@Value("${assay.data-directory:data}") Path data, Clock clock)
            throws IOException {
        return FetchLog.open(data.resolve("fetch-log"), FetchLog.Settings.DEFAULT, clock);
    }

    @Bean
    FetchRecordStore fetchRecordStore(
            JdbcTemplate jdbc, TransactionTemplate transactions, AuditTrail audit, Clock clock) {
        return new FetchRecordStore(jdbc, transactions, audit, clock);
    }

    /** Also what was given until the last moment is brought over, so it stops before the log. */
    @Bean(initMethod = "start")
    Shipping gateFetchShipping(
            FetchLog log,
            FetchRecordStore store,
            GateSettings settings,
            Clock clock,
            ClockCheck clocks) {
        return new Shipping(
                log,
                store,
                clock,
                clocks,
                settings.fetchLog().shipping(),
                settings.fetchLog().kept());
    }

    @Bean
    OutsideFetchStore outsideFetchStore(JdbcClient jdbc) {
        return new OutsideFetchStore(jdbc);
    }

    @Bean(initMethod = "start")
    OutsideCounter gateOutsideCounter(OutsideFetchStore store, Clock clock) {
        return new OutsideCounter(store, clock, Duration.ofSeconds(10));
    }

    @Bean
    Passage gatePassage(OutsideCounter counter, @Value("${assay.data-directory:data}") Path data) {
        return new Passage(counter, data.resolve("unfinished").resolve("outside"));
    }

    @Bean
    BlockedFetches gateBlockedFetches(AuditTrail audit, Clock clock) {
        return new BlockedFetches(audit, clock);
    }

    @Bean
    GateHealth gateHealth(Snapshots snapshots, FetchLog log) {
        return new GateHealth(snapshots, log);
    }

    @Bean
    GateRoute healthRoute(GateHealth health) {
        return new HealthRoute(health);
    }

    /** Of this node: each one knows its own snapshot, log and connections. */
    @Bean
    GateMeters gateMeters(
            MeterRegistry registry,
            Snapshots snapshots,
            FetchLog log,
            Shipping shipping,
            Clock clock) {
        var meters = new GateMeters(registry);
        meters.follow(snapshots);
        meters.follow(log, shipping, clock);
        return meters;
    }

    @Bean
    Refusals gateRefusals(
            Addresses addresses,
            GateSettings settings,
            BlockedFetches gateBlockedFetches,
            GateMeters meters) {
        return new Refusals(addresses, settings.contact(), gateBlockedFetches, meters);
    }

    @Bean
    Checkpoint gateCheckpoint(
            Snapshots snapshots,
            Alterations alterations,
            VerifiedBlobs blobs,
            FetchCounter fetches,
            FetchLog log,
            Sightings sightings,
            Refusals refusals,
            Addresses addresses,
            Clock clock) {
        return new Checkpoint(
                snapshots, alterations, blobs, fetches, log, sightings, refusals, addresses, clock);
    }

    @Bean(destroyMethod = "")
    GateListener gateListener(
            GateSettings settings,
            List<GateRoute> routes,
            CallerStage callers,
            Clock clock,
            GateMeters meters,
            Tls tls,
            @Value("${server.address:#{null}}") @Nullable InetAddress mainAddress) {
        var connections = settings.connections();
        return new GateListener(
                listenOn(settings, mainAddress),
                routes,
                callers,
                ConnectionLimits.DEFAULT.with(
                        connections.most(), connections.idle(), connections.request()),
                connections.drain(),
                clock,
                meters,
                new RequestRates(settings.requestsPerAddress(), settings.requestsPerToken(), clock),
                tls);
    }

    @Bean
    GateLifecycle gateLifecycle(
            Snapshots snapshots, GateListener listener, ConfigurableEnvironment environment) {
        return new GateLifecycle(snapshots, listener, environment);
    }

    private static InetSocketAddress listenOn(
            GateSettings settings, @Nullable InetAddress mainAddress) {
        var address = settings.address() != null ? settings.address() : mainAddress;
        return address == null
                ? new InetSocketAddress(settings.port())
                : new InetSocketAddress(address, settings.port());
    }
}
