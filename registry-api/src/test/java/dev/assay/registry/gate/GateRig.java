package dev.assay.registry.gate;

import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.account.TokenScope;
import dev.assay.inventory.account.TokenStore;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.fetch.FetchCountStore;
import dev.assay.inventory.fetch.FetchStore;
import dev.assay.inventory.fetch.OutsideFetchStore;
import dev.assay.inventory.fetchlog.FetchLog;
import dev.assay.inventory.fetchlog.FetchRecordStore;
import dev.assay.inventory.fetchlog.Shipping;
import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.release.VettingStep;
import dev.assay.inventory.release.VettingStore;
import dev.assay.inventory.store.ClockCheck;
import dev.assay.inventory.store.FileBlobStore;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Migrations;
import dev.assay.registry.gate.cargo.CargoGate;
import dev.assay.registry.gate.git.GitGate;
import dev.assay.registry.gate.maven.MavenGate;
import dev.assay.registry.gate.mcpb.BundleGate;
import dev.assay.registry.gate.npm.NpmGate;
import dev.assay.registry.gate.nuget.NugetGate;
import dev.assay.registry.gate.oci.OciGate;
import dev.assay.registry.gate.pypi.PypiGate;
import dev.assay.registry.identity.token.TokenBook;
import dev.assay.registry.identity.token.TokenOutcome;
import dev.assay.registry.identity.token.TokenSettings;
import dev.assay.registry.identity.token.TokenVerifier;
import dev.assay.registry.identity.token.Tokens;
import dev.assay.registry.identity.workload.WorkloadSettings;
import dev.assay.registry.identity.workload.WorkloadVerifier;
import dev.assay.registry.tls.Tls;
import dev.assay.samples.SamplePackage;
import dev.assay.samples.SampleUpstream;
import dev.assay.scanners.artifact.NameOwners;
import dev.assay.scanners.artifact.OtherUpstream;
import dev.assay.scanners.artifact.maven.MavenConfiguration;
import dev.assay.scanners.artifact.npm.NpmConfiguration;
import dev.assay.scanners.artifact.npm.NpmRegistry;
import dev.assay.scanners.artifact.npm.NpmRegistrySettings;
import dev.assay.scanners.artifact.npm.PackumentOutcome;
import dev.assay.scanners.attestation.SigningKey;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.h2.jdbcx.JdbcConnectionPool;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A whole gate over real records, real blobs and the sample upstream, on loopback. */
public final class GateRig implements AutoCloseable {

    /** The kind that the service has, so that what is measured here is what it costs there. */
    final PrometheusMeterRegistry figures = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private final GateMeters meters = new GateMeters(figures);

    public final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T09:00:00Z"));
    public final SampleUpstream upstream = SampleUpstream.start();
    public final ReleaseStore releases;
    public final ClosureStore closures;
    public final VettingStore vettings;
    public final AuditTrail audit;
    public final FetchStore fetches;

    /** The blobs with what was signed, by release. */
    public final Map<Id, Sha256> signed = new ConcurrentHashMap<>();

    public final FetchCountStore counts;
    public final FetchCounter counter;
    public final FetchLog log;
    public final FetchRecordStore given;
    public final Shipping shipping;
    public final FileBlobStore blobs;
    private final SigningKey key = SigningKey.make();
    public final Snapshots snapshots;
    public final AccountStore accounts;
    public final Tokens tokens;

    private final Path directory;
    private final List<OtherUpstream> others;
    private final JdbcConnectionPool database;
    private final Tls tls;
    private final NpmRegistry registry;
    private final GateListener listener;
    private final NpmGate npm;
    private final MavenShelf maven;
    private final MavenGate mavenGate;
    private final PypiReleases pypi;
    private final PypiGate pypiGate;
    private final CrateReleases crates;
    private final CargoGate cargoGate;
    private final NugetShelf nuget;
    private final NugetGate nugetGate;
    private final GitShelf git;
    private final GitGate gitGate;
    private final ImageShelf images;
    private final OciGate ociGate;
    private final TokenBook book;

    public GateRig(Path directory) {
        this(directory, 60, Duration.ZERO);
    }

    public GateRig(Path directory, int sightingsPerHour, Duration upstreamAge) {
        this(directory, sightingsPerHour, upstreamAge, false, List.of(), List.of(), Tls.off());
    }

    /** A gate that knows further registries of npm beside the sample one. */
    public static GateRig withOthers(Path directory, OtherUpstream... others) {
        return new GateRig(
                directory, 60, Duration.ZERO, false, List.of(), List.of(others), Tls.off());
    }

    /** A gate that speaks TLS. */
    public static GateRig withTls(Path directory, Tls tls) {
        return new GateRig(directory, 60, Duration.ZERO, false, List.of(), List.of(), tls);
    }

    /** A gate that serves nobody without a token. */
    public static GateRig forTokensAlone(Path directory) {
        return new GateRig(directory, 60, Duration.ZERO, true, List.of(), List.of(), Tls.off());
    }

    /** A gate that serves nobody without a token, and believes the builds of some issuers. */
    public static GateRig forBuilds(Path directory, WorkloadSettings.Issuer... issuers) {
        return new GateRig(
                directory, 60, Duration.ZERO, true, List.of(issuers), List.of(), Tls.off());
    }

    private GateRig(
            Path directory,
            int sightingsPerHour,
            Duration upstreamAge,
            boolean readingNeedsToken,
            List<WorkloadSettings.Issuer> issuers,
            List<OtherUpstream> others,
            Tls tls) {
        this.tls = tls;
        this.directory = directory;
        this.others = others;
        database =
                JdbcConnectionPool.create(
                        "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "assay", "");
        database.setLoginTimeout(1);
        Migrations.apply(database);
        var jdbc = JdbcClient.create(database);
        releases = new ReleaseStore(jdbc, clock);
        closures = new ClosureStore(jdbc);
        vettings = new VettingStore(jdbc, clock);
        fetches = new FetchStore(jdbc, clock);
        counts = new FetchCountStore(jdbc);
        counter = new FetchCounter(counts, clock, Duration.ofHours(1));
        given =
                new FetchRecordStore(
                        new JdbcTemplate(database),
                        new TransactionTemplate(new DataSourceTransactionManager(database)),
                        new AuditTrail(
                                jdbc,
                                new TransactionTemplate(new DataSourceTransactionManager(database)),
                                clock),
                        clock);
        try {
            log =
                    FetchLog.open(
                            directory.resolve("fetch-log"),
                            new FetchLog.Settings(
                                    1 << 20, Duration.ofMillis(5), Duration.ofMillis(500)),
                            clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        shipping =
                new Shipping(
                        log,
                        given,
                        clock,
                        new ClockCheck(null, clock),
                        Duration.ofHours(1),
                        Duration.ofDays(400));
        accounts = new AccountStore(jdbc, clock);
        var tokenStore = new TokenStore(jdbc, accounts, clock);
        book = new TokenBook(tokenStore, clock, Duration.ofHours(1));
        book.refresh();
        var workloads = new WorkloadVerifier(new WorkloadSettings(issuers), clock);
        audit =
                new AuditTrail(
                        jdbc,
                        new TransactionTemplate(new DataSourceTransactionManager(database)),
                        clock);
        tokens =
                new Tokens(
                        tokenStore,
                        accounts,
                        audit,
                        TransactionOperations.withoutTransaction(),
                        book,
                        new TokenSettings(365, 50, Duration.ofHours(1)),
                        clock);
        registry = registry();
        try {
            blobs = new FileBlobStore(directory.resolve("blobs"));
            snapshots =
                    new Snapshots(
                            new SnapshotReader(
                                    releases,
                                    closures,
                                    vettings,
                                    release -> Optional.ofNullable(signed.get(release.id())),
                                    clock),
                            snapshotFile(),
                            Duration.ofHours(1),
                            Duration.ofDays(400),
                            clock);
            meters.follow(snapshots);
            meters.follow(log, shipping, clock);
            var addresses = new Addresses(null, "http://assay.example/", 8080, tls.isOn());
            var alterations = new Alterations(fetches);
            var verified = new VerifiedBlobs(blobs);
            var sightings = new Sightings(fetches, sightingsPerHour, clock);
            var refusals =
                    new Refusals(
                            addresses,
                            "your security reviewers",
                            new BlockedFetches(audit, clock),
                            meters);
            var checkpoint =
                    new Checkpoint(
                            snapshots,
                            alterations,
                            verified,
                            counter,
                            log,
                            sightings,
                            refusals,
                            addresses,
                            clock);
            var passage =
                    new Passage(
                            new OutsideCounter(
                                    new OutsideFetchStore(jdbc), clock, Duration.ofHours(1)),
                            directory.resolve("outside"));
            npm =
                    new NpmGate(
                            checkpoint,
                            refusals,
                            registry(),
                            upstreamAge,
                            clock,
                            Outside.DENY,
                            passage);
            maven = new MavenShelf(this);
            mavenGate =
                    MavenGate.closed(
                            checkpoint,
                            maven.open(),
                            MavenConfiguration.of(maven.upstream.url()),
                            passage);
            pypi = new PypiReleases(this);
            pypiGate =
                    new PypiGate(
                            checkpoint,
                            refusals,
                            pypi.open(),
                            upstreamAge,
                            clock,
                            Outside.DENY,
                            passage);
            crates = new CrateReleases(this);
            cargoGate =
                    new CargoGate(
                            checkpoint, crates.open(), upstreamAge, clock, Outside.DENY, passage);
            nuget = new NugetShelf(this);
            nugetGate =
                    new NugetGate(checkpoint, nuget.open(), Outside.DENY, purl -> false, passage);
            git = new GitShelf(this);
            gitGate = new GitGate(checkpoint, git.open(), directory.resolve("git-gate"));
            images = new ImageShelf(this, directory);
            ociGate =
                    new OciGate(
                            checkpoint,
                            images.open(),
                            images.configuration(),
                            Outside.DENY,
                            images.parts(),
                            passage);
            listener =
                    new GateListener(
                            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
                            List.of(
                                    npm,
                                    mavenGate,
                                    pypiGate,
                                    cargoGate,
                                    nugetGate,
                                    ociGate,
                                    new BundleGate(checkpoint),
                                    new HealthRoute(new GateHealth(snapshots, log)),
                                    gitGate),
                            new CallerStage(
                                    new TokenVerifier(book, workloads),
                                    addresses,
                                    Stage.PRODUCTION,
                                    readingNeedsToken),
                            ConnectionLimits.DEFAULT,
                            Duration.ofSeconds(5),
                            clock,
                            meters,
                            new RequestRates(120_000, 0, clock),
                            tls);
            listener.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private NpmRegistry registry() {
        return new NpmRegistry(
                NpmConfiguration.of(upstream.url()).with(others, NameOwners.inMemory()),
                NpmRegistrySettings.DEFAULT);
    }

    SnapshotFile snapshotFile() {
        return new SnapshotFile(directory.resolve("gate-snapshot.json.gz"), key);
    }

    /** Lets everybody through, for listeners without a rig. */
    static CallerStage anyone() {
        var never = JdbcClient.create(JdbcConnectionPool.create("jdbc:h2:mem:never", "", ""));
        var clock = Clock.systemUTC();
        var store = new TokenStore(never, new AccountStore(never, clock), clock);
        return new CallerStage(
                new TokenVerifier(
                        new TokenBook(store, clock, Duration.ofHours(1)),
                        new WorkloadVerifier(new WorkloadSettings(List.of()), clock)),
                new Addresses(null, null, 8080, false),
                Stage.PRODUCTION,
                false);
    }

    /** Reads the tokens anew, as the poll does. */
    public void refreshTokens() {
        book.refresh();
    }

    /** Writes what is still to be written of them, as a service that stops does. */
    void stopTokens() {
        book.close();
    }

    /** A new token of a new account, good for 30 days. */
    public TokenOutcome.Made token(Stage stage, TokenScope... scopes) {
        var login = "account-" + UUID.randomUUID();
        var owner = accounts.add(login, login, "no password", Set.of(Role.CI));
        return (TokenOutcome.Made) tokens.make("test", owner, "a build", Set.of(scopes), stage, 30);
    }

    public int port() {
        return listener.port();
    }

    /** The registry's address for a client, without a slash at the end. */
    public String url() {
        return (tls.isOn() ? "https" : "http") + "://127.0.0.1:" + port() + "/npm";
    }

    public String url(Id closure) {
        return url() + "/~/" + closure;
    }

    public RawResponse get(String path, String... headers) throws IOException {
        return RawResponse.send(port(), "GET", path, headers);
    }

    /** A Maven repository upstream, and what of it is approved. */
    public MavenShelf maven() {
        return maven;
    }

    /** An index of Python packages upstream, and what of it is approved. */
    public PypiReleases pypi() {
        return pypi;
    }

    /** A registry of crates upstream, and what of it is approved. */
    public CrateReleases crates() {
        return crates;
    }

    /** A NuGet source upstream, and what of it is approved. */
    public NugetShelf nuget() {
        return nuget;
    }

    /** A git host upstream, and what of it is approved. */
    public GitShelf git() {
        return git;
    }

    /** A registry of images upstream, and what of it is approved. */
    public ImageShelf images() {
        return images;
    }

    /** Approves a package for production, with a closure of itself and these. */
    public Id approve(SamplePackage root, SamplePackage... dependencies) {
        return approve(Stage.PRODUCTION, root, dependencies);
    }

    public Id approve(Stage stage, SamplePackage root, SamplePackage... dependencies) {
        var id = add(root, dependencies);
        approve(id, stage);
        return id;
    }

    public void approve(Id id, Stage stage) {
        set(id, ReleaseState.APPROVED, "approved");
        releases.approved(id, stage, clock.instant().plus(Duration.ofDays(90)));
        snapshots.refresh();
    }

    /**
     * Makes a release known in some other state.
     *
     * @param reason what the reviewers wrote, and also what vetting found
     */
    public Id known(
            ReleaseState state, String reason, SamplePackage root, SamplePackage... dependencies) {
        var id = add(root, dependencies);
        set(id, state, reason);
        snapshots.refresh();
        return id;
    }

    public void change(Id id, ReleaseState state, String reason) {
        set(id, state, reason);
        snapshots.refresh();
    }

    private void set(Id id, ReleaseState state, String reason) {
        vettings.record(
                id, VettingStep.Name.VERDICT, "review", "findings: 1 high; high: " + reason, null);
        if (!releases.move(id, EnumSet.allOf(ReleaseState.class), state, reason)) {
            throw new IllegalStateException("no release " + id);
        }
    }

    private Id add(SamplePackage root, SamplePackage... dependencies) {
        var release = releases.add(Purl.npm(root.name(), root.version()));
        var locked = new ArrayList<LockedPackage>();
        locked.add(lock("", root));
        Arrays.stream(dependencies)
                .forEach(each -> locked.add(lock("node_modules/" + each.name(), each)));
        closures.keep(release.id(), new Closure(release.purl(), locked));
        releases.fetched(release.id(), Sha256.of(root.tarball()), new Integrity(root.integrity()));
        return release.id();
    }

    private LockedPackage lock(String path, SamplePackage each) {
        try {
            if (!(registry.packument(each.name()) instanceof PackumentOutcome.Found found)) {
                throw new IllegalStateException(each + " is not published");
            }
            var manifest = found.packument().manifest(each.version()).orElseThrow();
            var integrity = new Integrity(each.integrity());
            var bytes = each.tarball();
            vettings.addArtifact(
                    new VettingStore.Artifact(integrity, blobs.put(bytes), bytes.length));
            return new LockedPackage(
                    path, Purl.npm(each.name(), each.version()), integrity, false, manifest.json());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Publishes packages upstream. */
    public void publish(SamplePackage... packages) {
        Arrays.stream(packages).forEach(upstream::publish);
    }

    /** The file that holds a package's approved bytes. */
    public Path blob(SamplePackage each) {
        return blobs.file(Sha256.of(each.tarball())).orElseThrow();
    }

    /** Takes the database away for good. */
    public void loseDatabase() {
        JdbcClient.create(database).sql("SHUTDOWN IMMEDIATELY").update();
    }

    @Override
    public void close() {
        listener.close();
        log.close();
        npm.close();
        mavenGate.close();
        maven.close();
        pypiGate.close();
        pypi.close();
        cargoGate.close();
        crates.close();
        nugetGate.close();
        nuget.close();
        gitGate.close();
        git.close();
        ociGate.close();
        images.close();
        registry.close();
        upstream.close();
        database.dispose();
    }
}
