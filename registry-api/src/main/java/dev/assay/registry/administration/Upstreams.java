package dev.assay.registry.administration;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.watch.WatchStore;
import dev.assay.inventory.watch.WatchedPackage;
import dev.assay.scanners.artifact.cargo.CargoConfiguration;
import dev.assay.scanners.artifact.git.GitHosts;
import dev.assay.scanners.artifact.maven.MavenConfiguration;
import dev.assay.scanners.artifact.npm.NpmConfiguration;
import dev.assay.scanners.artifact.npm.NpmRegistry;
import dev.assay.scanners.artifact.npm.PackumentOutcome;
import dev.assay.scanners.artifact.nuget.NugetConfiguration;
import dev.assay.scanners.artifact.oci.OciConfiguration;
import dev.assay.scanners.artifact.pypi.PypiConfiguration;
import dev.assay.scanners.coordinates.BundleAddress;
import dev.assay.scanners.coordinates.GitPlace;
import dev.assay.scanners.coordinates.OciName;
import dev.assay.scanners.ecosystem.cargo.CargoEcosystem;
import dev.assay.scanners.ecosystem.git.GitEcosystem;
import dev.assay.scanners.ecosystem.maven.MavenEcosystem;
import dev.assay.scanners.ecosystem.mcpb.McpbSources;
import dev.assay.scanners.ecosystem.npm.NpmEcosystem;
import dev.assay.scanners.ecosystem.nuget.NugetEcosystem;
import dev.assay.scanners.ecosystem.pypi.PypiEcosystem;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Where packages come from, as it turned out when the configuration was read. */
public final class Upstreams implements AutoCloseable {

    /**
     * One upstream.
     *
     * @param ecosystem its name as package URLs have it
     * @param scope the names it is asked for alone, or null for everything else
     * @param address without credentials; null where none is configured
     * @param namedBy what says so; or where nothing does, what to do
     * @param credentials whether a secret is sent along
     * @param lastAnswer when it last answered the watch, or null
     * @param lastFailure when it last did not, or null
     * @param problem why not, or null
     * @param tried the last try on demand, or null
     */
    public record Upstream(
            String ecosystem,
            @Nullable String scope,
            @Nullable String address,
            String namedBy,
            boolean credentials,
            @Nullable Instant lastAnswer,
            @Nullable Instant lastFailure,
            @Nullable String problem,
            @Nullable Try tried) {

        /** What it is tried by; null where it is not configured, or tried as npm's own. */
        public @Nullable String key() {
            return address == null
                    ? null
                    : namedBy.contains(".others[")
                            ? namedBy
                            : ecosystem.equals(NpmEcosystem.TYPE)
                                    ? null
                                    : FirstUpstreams.key(ecosystem, scope);
        }
    }

    /**
     * A question that was asked to see whether there is an answer.
     *
     * @param text what came of it, one sentence
     */
    public record Try(Instant at, boolean answered, String text, long millis) {}

    private static final String PROBE = "npm";

    /** As settings call it. */
    private static final String GIT = "git";

    private final NpmConfiguration npm;
    private final MavenConfiguration maven;
    private final PypiConfiguration pypi;
    private final CargoConfiguration cargo;
    private final NugetConfiguration nuget;
    private final GitHosts git;
    private final OciConfiguration oci;
    private final NpmRegistry registry;
    private final WatchStore watched;
    private final AuditTrail audit;
    private final Clock clock;
    private final FirstUpstreams first;
    private final AddedUpstreams added;
    private volatile @Nullable Try npmTried;

    Upstreams(
            NpmConfiguration npm,
            MavenConfiguration maven,
            PypiConfiguration pypi,
            CargoConfiguration cargo,
            NugetConfiguration nuget,
            GitHosts git,
            OciConfiguration oci,
            McpbSources bundles,
            NpmRegistry registry,
            dev.assay.scanners.ecosystem.Upstreams upstreams,
            WatchStore watched,
            AuditTrail audit,
            Clock clock) {
        this.npm = npm;
        this.maven = maven;
        this.pypi = pypi;
        this.cargo = cargo;
        this.nuget = nuget;
        this.git = git;
        this.oci = oci;
        this.registry = registry;
        this.watched = watched;
        this.audit = audit;
        this.clock = clock;
        this.first = new FirstUpstreams(upstreams, watched, clock);
        this.added = new AddedUpstreams(clock);
        added.add(NpmEcosystem.TYPE, npm.others());
        added.add(MavenEcosystem.TYPE, maven.others());
        added.add(PypiEcosystem.TYPE, pypi.others());
        added.add(CargoEcosystem.TYPE, cargo.others());
        added.add(NugetEcosystem.TYPE, nuget.others());
        added.add(GIT, git.others());
        added.add(OciName.TYPE, oci.others());
        added.add(BundleAddress.NAME, bundles.others());
    }

    @Override
    public void close() {
        added.close();
    }

    /** All of them; first the one for everything that has none of its own. */
    public List<Upstream> all() {
        var looks = looks(NpmEcosystem.TYPE);
        var upstreams = new ArrayList<Upstream>();
        var address = npm.registry().orElse(null);
        upstreams.add(
                new Upstream(
                        "npm",
                        null,
                        address == null ? null : shown(address),
                        npm.registryNamedBy().orElse(NpmConfiguration.NOT_CONFIGURED),
                        address != null && npm.hasCredentialsFor(address),
                        latest(looks, WatchedPackage::answeredAt),
                        looks.stream()
                                .filter(each -> each.problem() != null)
                                .map(WatchedPackage::lookedAt)
                                .filter(Objects::nonNull)
                                .max(Comparator.naturalOrder())
                                .orElse(null),
                        looks.stream()
                                .filter(each -> each.problem() != null)
                                .max(Comparator.comparing(WatchedPackage::failures))
                                .map(
                                        each ->
                                                each.packagePurl().packageName()
                                                        + ": "
                                                        + each.problem())
                                .orElse(null),
                        npmTried));
        npm.scopedRegistries()
                .forEach(
                        (scope, uri) ->
                                upstreams.add(
                                        new Upstream(
                                                "npm",
                                                scope,
                                                shown(uri),
                                                "npm's configuration, " + scope + ":registry",
                                                npm.hasCredentialsFor(uri),
                                                null,
                                                null,
                                                null,
                                                null)));
        upstreams.addAll(added.of(NpmEcosystem.TYPE));
        upstreams.addAll(maven());
        upstreams.addAll(added.of(MavenEcosystem.TYPE));
        upstreams.add(pypi());
        upstreams.addAll(added.of(PypiEcosystem.TYPE));
        upstreams.add(
                watched(
                        CargoEcosystem.TYPE,
                        cargo.index().orElse(null),
                        cargo.namedBy(),
                        cargo.hasCredentials()));
        upstreams.addAll(added.of(CargoEcosystem.TYPE));
        upstreams.add(nuget());
        upstreams.addAll(added.of(NugetEcosystem.TYPE));
        git.addresses().keySet().stream().sorted().map(this::git).forEach(upstreams::add);
        upstreams.addAll(added.of(GIT));
        upstreams.addAll(images());
        upstreams.addAll(added.of(OciName.TYPE));
        upstreams.addAll(added.of(BundleAddress.NAME));
        return upstreams;
    }

    private List<WatchedPackage> looks(String type) {
        return watched.all().stream()
                .filter(each -> each.packagePurl().type().equals(type))
                .toList();
    }

    private List<Upstream> maven() {
        return maven.addresses().stream()
                .map(
                        address ->
                                watched(
                                        MavenEcosystem.TYPE,
                                        address,
                                        maven.namedBy(),
                                        maven.hasCredentialsFor(address)))
                .toList();
    }

    private Upstream pypi() {
        var address = pypi.index().orElse(null);
        return watched(
                PypiEcosystem.TYPE,
                address,
                pypi.namedBy(),
                address != null && pypi.hasCredentialsFor(address));
    }

    private Upstream nuget() {
        var address = nuget.source().orElse(null);
        return watched(
                NugetEcosystem.TYPE,
                address,
                nuget.namedBy(),
                address != null && nuget.hasCredentialsFor(address));
    }

    private Upstream watched(
            String type, @Nullable URI address, String namedBy, boolean credentials) {
        var looks = looks(type);
        return new Upstream(
                type,
                null,
                address == null ? null : shown(address),
                namedBy,
                credentials,
                latest(looks, WatchedPackage::answeredAt),
                null,
                looks.stream()
                        .filter(each -> each.problem() != null)
                        .map(each -> each.packagePurl().packageName() + ": " + each.problem())
                        .findFirst()
                        .orElse(null),
                first.tried(FirstUpstreams.key(type, null)));
    }

    private Upstream git(String host) {
        var looks =
                watched.all().stream()
                        .filter(
                                each ->
                                        GitPlace.of(each.packagePurl())
                                                .filter(place -> place.host().equals(host))
                                                .isPresent())
                        .toList();
        return new Upstream(
                GitEcosystem.TYPE,
                host,
                shown(Objects.requireNonNull(git.addresses().get(host))),
                "assay.upstream.git.hosts",
                git.tokenFiles().containsKey(host),
                latest(looks, WatchedPackage::answeredAt),
                null,
                looks.stream()
                        .filter(each -> each.problem() != null)
                        .map(each -> each.packagePurl().packageName() + ": " + each.problem())
                        .findFirst()
                        .orElse(null),
                first.tried(FirstUpstreams.key(GIT, host)));
    }

    private List<Upstream> images() {
        var looks = looks(OciName.TYPE);
        return oci.addresses().entrySet().stream()
                .map(
                        each ->
                                new Upstream(
                                        OciName.TYPE,
                                        each.getKey(),
                                        shown(each.getValue()),
                                        "assay.upstream.oci",
                                        oci.hasCredentialsFor(each.getKey()),
                                        latest(looks, WatchedPackage::answeredAt),
                                        null,
                                        looks.stream()
                                                .filter(look -> look.problem() != null)
                                                .map(
                                                        look ->
                                                                look.packagePurl().packageName()
                                                                        + ": "
                                                                        + look.problem())
                                                .findFirst()
                                                .orElse(null),
                                        first.tried(
                                                FirstUpstreams.key(OciName.TYPE, each.getKey()))))
                .toList();
    }

    /** Asks npm's upstream for a package that is watched, or else for npm itself. */
    public Try tryNpm(Account account) throws InterruptedException {
        var name =
                looks(NpmEcosystem.TYPE).stream()
                        .map(each -> each.packagePurl().packageName())
                        .findFirst()
                        .orElse(PROBE);
        var begun = clock.instant();
        var outcome = registry.packument(name);
        var millis = Duration.between(begun, clock.instant()).toMillis();
        var tried =
                switch (outcome) {
                    case PackumentOutcome.Found(var packument) ->
                            answered(begun, "it answered with the versions of " + name, millis);
                    case PackumentOutcome.NotModified() ->
                            answered(begun, "it answered that nothing changed", millis);
                    case PackumentOutcome.NotFound(var reason) ->
                            answered(begun, "it answered that it has no " + name, millis);
                    case PackumentOutcome.Unavailable(var reason, var after) ->
                            new Try(begun, false, reason, millis);
                    case PackumentOutcome.Malformed(var reason) ->
                            new Try(
                                    begun,
                                    false,
                                    "it answered what no npm registry does: " + reason,
                                    millis);
                    case PackumentOutcome.NotConfigured(var reason) ->
                            new Try(begun, false, reason, millis);
                };
        npmTried = tried;
        audit.append(
                account.login(),
                tried.answered() ? "upstream.tried" : "upstream.try-failed",
                "npm",
                tried.text());
        return tried;
    }

    /**
     * Asks an upstream other than npm's first one; empty where none is called so.
     *
     * @param setting as {@link Upstream#namedBy} has it of those that Assay's settings add, {@link
     *     Upstream#key} of the others
     */
    public Optional<Try> tryOther(Account account, String setting) throws InterruptedException {
        var tried = added.ask(setting);
        if (tried.isEmpty() && all().stream().anyMatch(each -> setting.equals(each.key()))) {
            tried = first.ask(setting);
        }
        tried.ifPresent(
                each ->
                        audit.append(
                                account.login(),
                                each.answered() ? "upstream.tried" : "upstream.try-failed",
                                setting,
                                each.text()));
        return tried;
    }

    private static Try answered(Instant at, String text, long millis) {
        return new Try(at, true, text + String.format(Locale.ROOT, ", in %d ms", millis), millis);
    }

    private static @Nullable Instant latest(
            List<WatchedPackage> looks, Function<WatchedPackage, @Nullable Instant> when) {
        Instant latest = null;
        for (var look : looks) {
            var at = when.apply(look);
            if (at != null && (latest == null || at.isAfter(latest))) {
                latest = at;
            }
        }
        return latest;
    }

    /** A name and password in an address are nobody's to read. */
    static String shown(URI address) {
        var user = address.getRawUserInfo();
        return user == null ? address.toString() : address.toString().replace(user + "@", "");
    }
}
