package dev.assay.inventory.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.review.BreakGlassStore;
import dev.assay.inventory.store.Database;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Samples;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataIntegrityViolationException;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What is listed, what is not any more, and in which order it is read. */
@ParameterizedClass
@EnumSource(Database.class)
class ListingStoreTest {

    private static final Instant FAR = Instant.parse("2030-01-01T00:00:00Z");

    @Parameter Database database;
    private ListingStore store;
    private ReleaseStore releases;
    private Clock clock;
    private String name;

    @BeforeEach
    void open() {
        clock = Database.ticking();
        store = new ListingStore(database.jdbc(), clock);
        releases = new ReleaseStore(database.jdbc(), clock);
        name = "local.test/" + Samples.name();
    }

    @Test
    void listsWhatIsApprovedAndForgetsItWithTheNextQuestion() {
        var release = listed("1.0.0", FAR, Stage.PRODUCTION);
        assertThat(page(query(""))).containsExactly("1.0.0");

        move(release, ReleaseState.REVOKED);

        assertThat(page(query(""))).isEmpty();
        assertThat(store.versions(name, Stage.PRODUCTION))
                .singleElement()
                .satisfies(
                        each -> {
                            assertThat(each.active()).isFalse();
                            assertThat(each.state()).isEqualTo(ReleaseState.REVOKED);
                        });
    }

    @Test
    void listsNothingWhoseApprovalEndedByTheClockAlone() {
        listed("1.0.0", clock.instant().plusSeconds(10), Stage.PRODUCTION);
        assertThat(page(query(""))).containsExactly("1.0.0");

        for (var i = 0; i < 12; i++) {
            clock.instant();
        }

        assertThat(page(query(""))).isEmpty();
    }

    @Test
    void listsNothingThatWasApprovedForLessThanTheCallersStage() {
        listed("1.0.0", FAR, Stage.PILOT);

        assertThat(page(query(""))).isEmpty();
        assertThat(store.versions(name, Stage.PILOT))
                .extracting(ListedVersion::active)
                .containsExactly(true);
    }

    @Test
    void listsNothingThatIsMerelyLetThrough() {
        var release = listed("1.0.0", FAR, Stage.PRODUCTION);
        var accounts = new AccountStore(database.jdbc(), clock);
        var person = accounts.add(Samples.name(), "Sam", "", Set.of(Role.SECURITY));
        new BreakGlassStore(database.jdbc(), clock)
                .open(release, person.id(), "needed now", Stage.PRODUCTION, FAR);

        assertThat(page(query(""))).isEmpty();
    }

    @Test
    void callsTheHighestActiveVersionTheLatest() {
        listed("1.0.0", FAR, Stage.PRODUCTION);
        listed("1.1.0", FAR, Stage.PRODUCTION);
        var highest = listed("2.0.0", FAR, Stage.PRODUCTION);
        store.order(name, List.of("1.0.0", "1.1.0", "2.0.0"));
        assertThat(page(latest())).containsExactly("2.0.0");

        move(highest, ReleaseState.SUSPENDED);

        assertThat(page(latest())).containsExactly("1.1.0");
        assertThat(store.versions(name, Stage.PRODUCTION))
                .filteredOn(ListedVersion::latest)
                .extracting(ListedVersion::version)
                .containsExactly("1.1.0");
    }

    @Test
    void tellsWhoeverMirrorsItWhatIsGone() {
        var release = listed("1.0.0", FAR, Stage.PRODUCTION);
        listed("1.1.0", FAR, Stage.PRODUCTION);
        var since = clock.instant();
        move(release, ReleaseState.REVOKED);

        var changed =
                store.page(
                        new ListingQuery(
                                Stage.PRODUCTION, name, null, false, since, true, null, 10));

        assertThat(changed).extracting(ListedVersion::version).containsExactly("1.0.0");
        assertThat(changed.getFirst().active()).isFalse();
    }

    @Test
    void readsPageByPageWithoutGapOrRepetition() {
        for (var version : List.of("1.0.0", "1.1.0", "2.0.0")) {
            listed(version, FAR, Stage.PRODUCTION);
        }
        var first =
                store.page(
                        new ListingQuery(
                                Stage.PRODUCTION, name, null, false, null, false, null, 2));
        var last = first.getLast();
        var second =
                store.page(
                        new ListingQuery(
                                Stage.PRODUCTION,
                                name,
                                null,
                                false,
                                null,
                                false,
                                new ListingQuery.Position(last.server().name(), last.version()),
                                2));

        assertThat(first).extracting(ListedVersion::version).containsExactly("1.0.0", "1.1.0");
        assertThat(second).extracting(ListedVersion::version).containsExactly("2.0.0");
    }

    @Test
    void searchesNamesAndDescriptionsInAnyCaseAndTakesPatternsAsText() {
        listed("1.0.0", FAR, Stage.PRODUCTION);
        var word = Samples.name();
        store.describe(name, "Sends MAIL for " + word + " at 100%");

        assertThat(page(query("mail FOR " + word))).containsExactly("1.0.0");
        assertThat(page(query(name))).containsExactly("1.0.0");
        assertThat(page(query(word + " at 100%"))).containsExactly("1.0.0");
        assertThat(page(query("%" + word))).isEmpty();
    }

    @Test
    void namesAPackageOnceAndNoTwoPackagesAlike() {
        var release = listed("1.0.0", FAR, Stage.PRODUCTION);

        assertThatThrownBy(
                        () ->
                                store.name(
                                        new ListedServer(
                                                name,
                                                Samples.purl().withVersion(null),
                                                ListedServer.Source.GIVEN)))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(
                        () ->
                                store.name(
                                        new ListedServer(
                                                name + "x",
                                                releases.find(release.id())
                                                        .orElseThrow()
                                                        .purl()
                                                        .withVersion(null),
                                                ListedServer.Source.GIVEN)))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void findsWhatIsApprovedAndNotListedAsItIsNow() {
        var release = listed("1.0.0", FAR, Stage.PRODUCTION);
        assertThat(store.unlisted(1000)).doesNotContain(release.id());

        releases.vetted(release.id(), null, Samples.sha256());

        assertThat(store.unlisted(1000)).contains(release.id());
    }

    private Release listed(String version, Instant until, Stage stage) {
        var packagePurl = Purl.npm("@listed/" + name.substring(name.indexOf('/') + 1), null);
        var release = releases.add(packagePurl.withVersion(version));
        var snapshot = Samples.sha256();
        releases.vetted(release.id(), null, snapshot);
        move(release, ReleaseState.APPROVED);
        releases.approved(release.id(), stage, until);
        if (store.server(name).isEmpty()) {
            store.name(new ListedServer(name, packagePurl, ListedServer.Source.GIVEN));
        }
        keep(version, release.id(), snapshot);
        return releases.find(release.id()).orElseThrow();
    }

    private void keep(String version, Id release, Sha256 snapshot) {
        store.keep(name, version, false, release, snapshot, "{}");
        store.order(name, store.kept(name).stream().sorted().toList());
    }

    private void move(Release release, ReleaseState to) {
        assertThat(releases.move(release.id(), EnumSet.allOf(ReleaseState.class), to, "moved"))
                .isTrue();
    }

    private ListingQuery query(String search) {
        return new ListingQuery(
                Stage.PRODUCTION,
                search.isEmpty() ? name : search,
                null,
                false,
                null,
                false,
                null,
                10);
    }

    private ListingQuery latest() {
        return new ListingQuery(Stage.PRODUCTION, name, null, true, null, false, null, 10);
    }

    private List<String> page(ListingQuery query) {
        return store.page(query).stream().map(ListedVersion::version).toList();
    }
}
