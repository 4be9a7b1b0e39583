package dev.assay.inventory.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.review.Tier;
import dev.assay.inventory.store.Database;
import dev.assay.inventory.store.Samples;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every test has an owner of its own, so that it finds its own servers alone. */
@ParameterizedClass
@EnumSource(Database.class)
class ServerSearchTest {

    /** What {@link Database#ticking} begins with. */
    private static final LocalDate TODAY = LocalDate.parse("2026-01-01");

    @Parameter Database database;
    private ServerStore servers;
    private ServerSearch search;
    private String owner;

    @BeforeEach
    void open() {
        servers = new ServerStore(database.jdbc(), Database.ticking());
        search = new ServerSearch(database.jdbc(), Database.ticking());
        owner = "Team " + Samples.name();
    }

    @Test
    void findsAServerAsItWasListed() {
        var server = listed(SomeServers.approved(SomeServers.name(), owner, "api.example.com"));

        assertThat(servers.find(server.id())).contains(server);
        assertThat(servers.packageOf(server.id())).contains(Purl.parse(server.purl()));
        assertThat(found(mine())).containsExactly(server.name());
    }

    @Test
    void listsAServerOnceHoweverOftenItIsListed() {
        var purl = SomeServers.name();
        listed(SomeServers.approved(purl, owner, "api.example.com"));
        listed(
                SomeServers.of(
                        purl, ReleaseState.REVOKED, null, owner, "other.example.com", null, 0));

        assertThat(found(mine())).hasSize(1);
        assertThat(search.counts(mine()).get(Facet.STATE)).isEqualTo(Map.of("revoked", 1));
        assertThat(search.counts(mine()).get(Facet.DESTINATION))
                .isEqualTo(Map.of("other.example.com", 1));
    }

    @Test
    void keepsHowManyServersHaveAValueAsIfItCountedThem() {
        var purl = SomeServers.name();
        var host = "kept-" + Samples.name() + ".example.com";
        listed(SomeServers.approved(purl, owner, host));
        listed(SomeServers.approved(SomeServers.name(), owner, host));
        assertThat(kept(Facet.DESTINATION, host)).isEqualTo(2);

        listed(SomeServers.approved(purl, owner, host));
        assertThat(kept(Facet.DESTINATION, host)).isEqualTo(2);

        listed(
                SomeServers.of(
                        purl, ReleaseState.REVOKED, null, owner, "other.example.com", null, 0));
        assertThat(kept(Facet.DESTINATION, host)).isEqualTo(1);
        assertThat(
                        database.jdbc()
                                .sql(
                                        """
                                        SELECT count(*) FROM (
                                          SELECT facet, facet_value, count(*) AS times
                                          FROM server_facet GROUP BY facet, facet_value) f
                                        LEFT JOIN server_facet_count k
                                          ON k.facet = f.facet AND k.facet_value = f.facet_value
                                        WHERE k.times IS NULL OR k.times <> f.times
                                        """)
                                .query(Integer.class)
                                .single())
                .isZero();
    }

    @Test
    void aChosenValueThatNoServerCanHaveFindsNone() {
        listed(SomeServers.approved(SomeServers.name(), owner, "api.example.com"));

        assertThat(found(mine().toggled(Facet.STATE, "no-such-state"))).isEmpty();
        assertThat(found(mine().toggled(Facet.TIER, "unheard-of"))).isEmpty();
    }

    private int kept(Facet facet, String value) {
        return database.jdbc()
                .sql(
                        """
                        SELECT times FROM server_facet_count
                        WHERE facet = :facet AND facet_value = :value
                        """)
                .param("facet", facet.key())
                .param("value", value)
                .query(Integer.class)
                .single();
    }

    @Test
    void everyWordOfTheTextHasToStandSomewhereAndMeansItself() {
        var server = listed(SomeServers.approved(SomeServers.name(), owner, "api.example.com"));

        assertThat(found(mine().withText(server.name().substring(3).toUpperCase() + " example")))
                .containsExactly(server.name());
        assertThat(found(mine().withText("example nowhere"))).isEmpty();
        assertThat(found(mine().withText("a%i.example"))).isEmpty();
        assertThat(found(mine().withText("a_i.example"))).isEmpty();
        assertThat(found(mine().withText("!"))).isEmpty();
    }

    @Test
    void valuesOfOneFacetAreAlternativesAndFacetsNarrowEachOther() {
        var one = listed(state(ReleaseState.APPROVED, Tier.HIGH));
        var other = listed(state(ReleaseState.IN_REVIEW, Tier.HIGH));
        listed(state(ReleaseState.REVOKED, Tier.LOW));

        var either = mine().toggled(Facet.STATE, "approved").toggled(Facet.STATE, "in-review");
        assertThat(found(either)).containsExactlyInAnyOrder(one.name(), other.name());
        assertThat(found(either.toggled(Facet.TIER, "low"))).isEmpty();
        assertThat(search.count(either)).isEqualTo(2);
    }

    @Test
    void countsEachValueByWhatElseIsChosen() {
        listed(state(ReleaseState.APPROVED, Tier.HIGH));
        listed(state(ReleaseState.APPROVED, Tier.LOW));
        listed(state(ReleaseState.IN_REVIEW, null));

        var counts = search.counts(mine().toggled(Facet.STATE, "approved"));

        assertThat(counts.get(Facet.STATE)).isEqualTo(Map.of("approved", 2, "in-review", 1));
        assertThat(counts.get(Facet.TIER)).isEqualTo(Map.of("high", 1, "low", 1));
        assertThat(counts.get(Facet.OWNER)).containsEntry(owner, 2);
        assertThat(counts.get(Facet.MARK)).isEmpty();
    }

    @Test
    void nothingKnownIsAValueWithAName() {
        listed(state(ReleaseState.REQUESTED, null));

        assertThat(search.counts(mine()).get(Facet.TIER)).isEqualTo(Map.of(Facet.UNKNOWN, 1));
        assertThat(found(mine().toggled(Facet.TIER, Facet.UNKNOWN))).hasSize(1);
    }

    @Test
    void whatIsDueTodayIsNotOverdueAndWhatWasDueYesterdayIs() {
        listed(due(TODAY));
        listed(due(null));
        var late = listed(due(TODAY.minusDays(1)));

        assertThat(found(mine().withOverdue(true))).containsExactly(late.name());
        assertThat(search.overdue(mine())).isEqualTo(1);
    }

    @Test
    void pagesWithoutGapOrRepetitionInEveryOrderWhileRowsComeAndGo() {
        for (var order : ServerOrder.values()) {
            owner = "Team " + Samples.name();
            var names = new ArrayList<String>();
            for (var i = 0; i < 7; i++) {
                names.add(
                        listed(
                                        SomeServers.of(
                                                SomeServers.name(),
                                                i % 2 == 0
                                                        ? ReleaseState.APPROVED
                                                        : ReleaseState.IN_REVIEW,
                                                i % 3 == 0 ? Tier.LOW : Tier.HIGH,
                                                owner,
                                                "h.example.com",
                                                i % 2 == 0 ? null : TODAY.plusDays(i),
                                                i % 4))
                                .name());
            }
            var filter = mine().by(order);
            var seen = new ArrayList<String>();
            var page = search.page(filter, null, 2);
            while (true) {
                page.servers().forEach(each -> seen.add(each.name()));
                if (page.next() == null) {
                    break;
                }
                var cursor = search.cursor(page.next().toString(), order);
                assertThat(cursor).as(order.toString()).contains(page.next());
                page = search.page(filter, cursor.orElseThrow(), 2);
            }
            assertThat(seen).as(order.toString()).containsExactlyInAnyOrderElementsOf(names);
        }
    }

    @Test
    void aCursorOfAnotherOrderOrOfNobodyIsNone() {
        listed(due(null));
        listed(due(null));
        var next = search.page(mine(), null, 1).next();
        assertThat(next).isNotNull();

        assertThat(search.cursor(next.toString(), ServerOrder.DUE)).isEmpty();
        for (var text : List.of("", "x", "!", "bmFtZQ", "A".repeat(3000))) {
            assertThat(search.cursor(text, ServerOrder.NAME)).as(text).isEmpty();
        }
    }

    @Test
    void sortsTheOverdueAndTheMostFindingsFirst() {
        var some = listed(found(3));
        var most = listed(found(9));
        var none = listed(found(0));
        assertThat(found(mine().by(ServerOrder.FINDINGS)))
                .containsExactly(most.name(), some.name(), none.name());
    }

    private ServerListing state(ReleaseState state, @Nullable Tier tier) {
        return SomeServers.of(SomeServers.name(), state, tier, owner, "api.example.com", null, 0);
    }

    private ServerListing due(@Nullable LocalDate day) {
        return SomeServers.of(
                SomeServers.name(), ReleaseState.APPROVED, Tier.LOW, owner, "a.example", day, 0);
    }

    private ServerListing found(int findings) {
        return SomeServers.of(
                SomeServers.name(),
                ReleaseState.IN_REVIEW,
                Tier.LOW,
                owner,
                "a.example",
                null,
                findings);
    }

    private ServerFilter mine() {
        return ServerFilter.EVERYTHING.toggled(Facet.OWNER, owner);
    }

    private List<String> found(ServerFilter filter) {
        return search.page(filter, null, 100).servers().stream().map(ServerListing::name).toList();
    }

    private ServerListing listed(ServerListing server) {
        database.transactions()
                .executeWithoutResult(
                        status -> {
                            servers.hold(Purl.parse(server.purl()));
                            servers.list(server, List.of());
                        });
        return server;
    }
}
