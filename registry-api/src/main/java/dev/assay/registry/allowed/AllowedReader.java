package dev.assay.registry.allowed;

import dev.assay.inventory.consumer.Consumer;
import dev.assay.inventory.consumer.ConsumerStore;
import dev.assay.inventory.consumer.Grant;
import dev.assay.inventory.consumer.GrantStore;
import dev.assay.inventory.listing.ListedServer;
import dev.assay.inventory.listing.ListingStore;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.server.ServerPackageStore;
import dev.assay.inventory.server.ServerStore;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.tool.ToolClass;
import dev.assay.inventory.tool.ToolEntry;
import dev.assay.inventory.tool.ToolStore;
import dev.assay.registry.consumer.ConsumerProfiles;
import dev.assay.registry.gate.HeldPackage;
import dev.assay.registry.gate.KnownRelease;
import dev.assay.registry.gate.Snapshots;
import dev.assay.registry.workflow.ApprovedDestinations;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads what is allowed now, one server at a time. What may run is what the gate serves; where it
 * may connect to is what its approvals declared; which tools may be called is the confirmed matrix;
 * by whom is the grants.
 */
final class AllowedReader implements AllowedSource {

    /** What was approved once, or was looked at and refused. */
    private static final Set<ReleaseState> WITHDRAWN =
            EnumSet.of(
                    ReleaseState.REVOKED,
                    ReleaseState.SUSPENDED,
                    ReleaseState.EXPIRED,
                    ReleaseState.RETIRED,
                    ReleaseState.REJECTED);

    /** Nothing else was ever in a file that says how a server is started. */
    private static final Set<String> STARTED = Set.of("npm", "pypi", "nuget");

    private final Snapshots snapshots;
    private final ApprovedDestinations destinations;
    private final ToolStore tools;
    private final GrantStore grants;
    private final ConsumerStore consumers;
    private final ListingStore listings;
    private final ServerStore servers;
    private final ServerPackageStore packages;
    private final Clock clock;

    AllowedReader(
            Snapshots snapshots,
            ApprovedDestinations destinations,
            ToolStore tools,
            GrantStore grants,
            ConsumerStore consumers,
            ListingStore listings,
            ServerStore servers,
            ServerPackageStore packages,
            Clock clock) {
        this.snapshots = snapshots;
        this.destinations = destinations;
        this.tools = tools;
        this.grants = grants;
        this.consumers = consumers;
        this.listings = listings;
        this.servers = servers;
        this.packages = packages;
        this.clock = clock;
    }

    @Override
    public Reading read(Wish wish, Allowed.Each taker) throws IOException {
        var snapshot = snapshots.current().orElse(null);
        if (snapshot == null) {
            return new Reading.Nothing(
                    "the gate", "it does not know yet what is approved", "ask once it serves");
        }
        var now = clock.instant();
        Consumer only = null;
        if (wish.consumer() != null) {
            only = consumer(wish.consumer()).orElse(null);
            if (only == null) {
                return new Reading.Nothing(
                        "consumer",
                        "no consumer in use is called that",
                        "GET /api/v1/consumers lists them");
            }
        }
        var chosen =
                snapshot.releases().stream()
                        .filter(each -> each.servedTo(wish.stage(), now))
                        .filter(each -> isWanted(each.purl(), wish.server()))
                        .sorted(
                                Comparator.comparing((KnownRelease each) -> each.purl().toString())
                                        .thenComparing(each -> each.id().value()))
                        .toList();
        if (chosen.isEmpty() && wish.server() != null) {
            return new Reading.Nothing(
                    SERVER,
                    "nothing of that name is approved for " + wish.stage().words(),
                    "name a package, its package URL or its id in the inventory");
        }
        var granted = granted(wish.stage(), only, now);
        for (var release : chosen) {
            var server = server(release, wish, granted, now);
            if (only == null
                    || server.tools().stream().anyMatch(each -> !each.grants().isEmpty())) {
                taker.take(server);
            }
        }
        return new Reading.Taken();
    }

    @Override
    public List<Withdrawn> withdrawn(Wish wish) {
        var now = clock.instant();
        var releases = snapshots.current().map(each -> each.releases()).orElse(List.of());
        var served =
                releases.stream()
                        .filter(each -> each.servedTo(wish.stage(), now))
                        .map(KnownRelease::purl)
                        .collect(Collectors.toSet());
        return releases.stream()
                .filter(each -> WITHDRAWN.contains(each.stateAt(now)))
                .filter(each -> STARTED.contains(each.purl().type()))
                .filter(each -> !served.contains(each.purl()))
                .filter(each -> isWanted(each.purl(), wish.server()))
                .map(each -> new Withdrawn(each.purl().toString(), each.stateAt(now).words()))
                .distinct()
                .sorted(Comparator.comparing(Withdrawn::purl))
                .toList();
    }

    private AllowedServer server(
            KnownRelease release, Wish wish, Map<Purl, List<Granted>> granted, Instant now) {
        var own =
                release.held().stream()
                        .filter(each -> each.purl().equals(release.purl()))
                        .findFirst();
        var its = granted.getOrDefault(release.purl().withVersion(null), List.of());
        return new AllowedServer(
                release.id().value(),
                release.purl().toString(),
                own.map(HeldPackage::sha256).map(Sha256::hex).orElse(null),
                own.map(each -> each.integrity().value()).orElse(null),
                release.stage() == null ? wish.stage() : release.stage(),
                release.expiresAt(),
                wish.gate() + release.purl().type() + "/~/" + release.id() + "/",
                listings.server(packages.serverOf(release.purl()))
                        .map(ListedServer::name)
                        .orElse(null),
                destinations.of(release.id(), wish.stage(), now).domains().stream()
                        .map(AllowedHost::declared)
                        .toList(),
                tools.of(release.id()).stream()
                        .map(entry -> tool(entry, wish.stage(), its))
                        .toList());
    }

    private static AllowedTool tool(ToolEntry entry, Stage stage, List<Granted> granted) {
        var why =
                !entry.isConfirmed()
                        ? "nobody has said yet what it may be used for"
                        : entry.toolClass() == ToolClass.NEVER
                                ? "never to be used"
                                : entry.toolClass() == ToolClass.WRITE && stage == Stage.READ_ONLY
                                        ? "writes"
                                        : "";
        return new AllowedTool(
                entry.name(),
                entry.toolClass(),
                why.isEmpty(),
                why,
                entry.terms(),
                !why.isEmpty()
                        ? List.of()
                        : granted.stream()
                                .filter(each -> each.grant().tool().equals(entry.name()))
                                .filter(each -> objection(each.consumer(), entry).isEmpty())
                                .filter(
                                        each ->
                                                !entry.toolClass()
                                                        .isWiderThan(each.grant().toolClass()))
                                .map(Granted::said)
                                .toList(),
                granted.stream()
                        .map(Granted::consumer)
                        .distinct()
                        .flatMap(each -> denial(each, entry).stream())
                        .toList());
    }

    private static Optional<String> objection(Consumer consumer, ToolEntry entry) {
        return ConsumerProfiles.builtIn().objection(consumer, entry);
    }

    private static Optional<AllowedTool.Denial> denial(Consumer consumer, ToolEntry entry) {
        return objection(consumer, entry)
                .map(
                        why ->
                                new AllowedTool.Denial(
                                        consumer.name(),
                                        consumer.identity(),
                                        consumer.profile(),
                                        why));
    }

    private record Granted(Grant grant, Consumer consumer) {

        AllowedTool.Grant said() {
            var given = grant.given();
            if (given == null) {
                throw new IllegalStateException("a grant that holds was given");
            }
            return new AllowedTool.Grant(consumer.name(), consumer.identity(), given.until());
        }
    }

    /** What holds in this environment, by package. */
    private Map<Purl, List<Granted>> granted(Stage stage, @Nullable Consumer only, Instant now) {
        var inUse = new HashMap<Id, Consumer>();
        consumers.all().stream()
                .filter(each -> !each.isRetired())
                .filter(each -> only == null || each.id().equals(only.id()))
                .forEach(each -> inUse.put(each.id(), each));
        var byPackage = new HashMap<Purl, List<Granted>>();
        for (var grant : grants.in(Grant.State.GRANTED)) {
            var consumer = inUse.get(grant.consumerId());
            if (consumer != null && grant.environment() == stage && grant.holds(now)) {
                byPackage
                        .computeIfAbsent(grant.packagePurl(), k -> new ArrayList<>())
                        .add(new Granted(grant, consumer));
            }
        }
        byPackage
                .values()
                .forEach(
                        each ->
                                each.sort(
                                        Comparator.comparing((Granted one) -> one.consumer().name())
                                                .thenComparing(one -> one.grant().id().value())));
        return byPackage;
    }

    private Optional<Consumer> consumer(String named) {
        return consumers.all().stream()
                .filter(each -> !each.isRetired())
                .filter(each -> each.name().equals(named) || each.id().value().equals(named))
                .findFirst();
    }

    private boolean isWanted(Purl purl, @Nullable String named) {
        if (named == null) {
            return true;
        }
        return named.equals(purl.packageName())
                || named.equals(purl.packageName() + "@" + purl.exactVersion())
                || named.equals(purl.toString())
                || named.equals(purl.withVersion(null).toString())
                || Id.parse(named)
                        .map(packages::serverOf)
                        .flatMap(servers::packageOf)
                        .filter(each -> each.equals(packages.serverOf(purl)))
                        .isPresent();
    }
}
