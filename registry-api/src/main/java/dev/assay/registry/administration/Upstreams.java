package dev.assay.registry.administration;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.watch.WatchStore;
import dev.assay.inventory.watch.WatchedPackage;
import dev.assay.registry.upstream.Places;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
                            : ecosystem.equals(NPM) ? null : FirstUpstreams.key(ecosystem, scope);
        }
    }

    /**
     * A question that was asked to see whether there is an answer.
     *
     * @param text what came of it, one sentence
     */
    public record Try(Instant at, boolean answered, String text, long millis) {}

    private static final String NPM = "npm";

    private final List<Places> places;
    private final WatchStore watched;
    private final AuditTrail audit;
    private final FirstUpstreams first;
    private final AddedUpstreams added;

    Upstreams(
            List<Places> places,
            dev.assay.scanners.ecosystem.Upstreams upstreams,
            WatchStore watched,
            AuditTrail audit,
            Clock clock) {
        this.places = List.copyOf(places);
        this.watched = watched;
        this.audit = audit;
        this.first = new FirstUpstreams(upstreams, places, watched, clock);
        this.added = new AddedUpstreams(places, clock);
    }

    @Override
    public void close() {
        added.close();
    }

    /** All of them, ecosystem by ecosystem, each in the order in which it asks. */
    public List<Upstream> all() {
        var looks = watched.all();
        var upstreams = new ArrayList<Upstream>();
        for (var each : places) {
            each.first().forEach(place -> upstreams.add(upstream(each, place, looks)));
            upstreams.addAll(added.of(each.ecosystem()));
        }
        return upstreams;
    }

    private Upstream upstream(Places places, Places.Place place, List<WatchedPackage> all) {
        var isHost = place.scope() != null && places.probe(place.scope()).isPresent();
        var looks =
                place.scope() != null && !isHost
                        ? List.<WatchedPackage>of()
                        : all.stream()
                                .filter(
                                        each ->
                                                FirstUpstreams.isOf(
                                                        places, place.scope(), each.packagePurl()))
                                .toList();
        var failing = looks.stream().filter(each -> each.problem() != null).toList();
        return new Upstream(
                places.ecosystem(),
                place.scope(),
                place.address() == null ? null : shown(place.address()),
                place.namedBy(),
                place.credentials(),
                latest(looks, WatchedPackage::answeredAt),
                latest(failing, WatchedPackage::lookedAt),
                failing.stream()
                        .max(Comparator.comparing(WatchedPackage::failures))
                        .map(each -> each.packagePurl().packageName() + ": " + each.problem())
                        .orElse(null),
                first.tried(FirstUpstreams.key(places.ecosystem(), place.scope())));
    }

    /** Asks npm's upstream for a package that is watched, or else for npm itself. */
    public Try tryNpm(Account account) throws InterruptedException {
        return first.ask(NPM)
                .map(each -> noted(account, NPM, each))
                .orElseThrow(() -> new IllegalStateException("there is no upstream of npm"));
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
        return tried.map(each -> noted(account, setting, each));
    }

    private Try noted(Account account, String upstream, Try tried) {
        audit.append(
                account.login(),
                tried.answered() ? "upstream.tried" : "upstream.try-failed",
                upstream,
                tried.text());
        return tried;
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
