package dev.assay.web.page;

import dev.assay.inventory.account.TokenStore;
import dev.assay.inventory.fetch.FetchCount;
import dev.assay.inventory.fetch.FetchCountStore;
import dev.assay.inventory.fetch.FetchStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.server.ServerReport;
import dev.assay.scanners.coordinates.Purl;

import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** Who fetched a server, by token, stage and version. */
@Component
final class FetchViews {

    static final int DAYS = 90;

    private static final int MOST_COUNTS = 2_000;
    private static final int MOST_ROWS = 50;
    private static final int MOST_SIGHTINGS = 20;

    private record Key(String caller, String stage, String version) {}

    private final FetchCountStore counts;
    private final FetchStore fetches;
    private final TokenStore tokens;
    private final People people;
    private final Clock clock;

    FetchViews(
            FetchCountStore counts,
            FetchStore fetches,
            TokenStore tokens,
            People people,
            Clock clock) {
        this.counts = counts;
        this.fetches = fetches;
        this.tokens = tokens;
        this.people = people;
        this.clock = clock;
    }

    ServerView.Fetched of(Purl purl, List<ServerReport.Version> versions) {
        var names =
                versions.stream()
                        .collect(
                                Collectors.toMap(
                                        each -> each.release().id(),
                                        ServerReport.Version::version));
        var rows = new LinkedHashMap<Key, ServerView.Fetch>();
        var since = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate().minusDays(DAYS);
        for (var counted : counts.of(purl, since, MOST_COUNTS)) {
            var version = names.getOrDefault(counted.release(), "an older version");
            rows.merge(
                    new Key(counted.caller(), counted.stage().words(), version),
                    row(counted, version),
                    FetchViews::sum);
        }
        return new ServerView.Fetched(
                rows.values().stream().limit(MOST_ROWS).map(this::named).toList(),
                fetches.sightings(purl, MOST_SIGHTINGS).stream()
                        .map(
                                each ->
                                        new ServerView.Seen(
                                                each.purl().exactVersion(),
                                                each.times(),
                                                each.lastSeen(),
                                                "/r/" + each.id()))
                        .toList());
    }

    private static ServerView.Fetch row(FetchCount counted, String version) {
        var served = counted.outcome() == FetchCount.Outcome.SERVED;
        return new ServerView.Fetch(
                counted.caller(),
                counted.stage().words(),
                version,
                served ? counted.times() : 0,
                served ? 0 : counted.times(),
                day(counted.day()));
    }

    /** The newest day comes first, so that it is the last day of the sum. */
    private static ServerView.Fetch sum(ServerView.Fetch one, ServerView.Fetch other) {
        return new ServerView.Fetch(
                one.who(),
                one.stage(),
                one.version(),
                one.served() + other.served(),
                one.refused() + other.refused(),
                one.lastDay());
    }

    private ServerView.Fetch named(ServerView.Fetch row) {
        return new ServerView.Fetch(
                who(row.who()),
                row.stage(),
                row.version(),
                row.served(),
                row.refused(),
                row.lastDay());
    }

    /** Who fetches, for people. */
    String who(String caller) {
        if (caller.equals(FetchCount.ANONYMOUS)) {
            return "somebody without a token";
        }
        if (caller.equals(FetchCount.OTHERS)) {
            return "others, too many to tell apart";
        }
        if (caller.startsWith("token:")) {
            return Id.parse(caller.substring("token:".length()))
                    .flatMap(tokens::find)
                    .map(each -> "“" + each.name() + "” of " + people.name(each.owner()))
                    .orElse("a token that is gone");
        }
        return "a build: " + caller.substring(caller.indexOf(':') + 1);
    }

    private static String day(LocalDate day) {
        return Words.day(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
