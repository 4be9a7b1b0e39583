package dev.assay.inventory.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.server.PackageClaim.Kind;
import dev.assay.inventory.server.PackageClaim.Source;
import dev.assay.inventory.server.ServerPackage.Basis;
import dev.assay.inventory.store.Database;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Samples;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;
import java.util.List;

@ParameterizedClass
@EnumSource(Database.class)
class ServerPackageStoreTest {

    @Parameter Database database;
    private ServerPackageStore store;
    private ServerStore servers;
    private Purl first;
    private Purl second;
    private Purl third;
    private Id release;

    @BeforeEach
    void open() {
        store = new ServerPackageStore(database.jdbc(), Database.ticking());
        servers = new ServerStore(database.jdbc(), Database.ticking());
        first = Samples.purl().withVersion(null);
        second = image();
        third = image();
        release =
                new ReleaseStore(database.jdbc(), Database.ticking())
                        .add(first.withVersion("1.0.0"))
                        .id();
        servers.forget(servers.touched(10_000).values().stream().flatMap(List::stream).toList());
    }

    @Test
    void aPackageThatNobodyJoinedIsAServerOfItsOwn() {
        assertThat(store.serverOf(first.withVersion("1.0.0"))).isEqualTo(first);
        assertThat(store.serverOf(Servers.id(first))).isEqualTo(Servers.id(first));
        assertThat(store.packagesOf(first)).containsExactly(first);
    }

    @Test
    void aPackageThatWasJoinedLeadsToItsServerAndBothAreListedAnew() {
        join(second, first);

        assertThat(store.packagesOf(second.withVersion("1.0.0@sha256:" + "a".repeat(64))))
                .containsExactly(first, second);
        assertThat(store.serverOf(Servers.id(second))).isEqualTo(Servers.id(first));
        assertThat(store.joined(second)).hasValueSatisfying(SAME_REASON);
        assertThat(servers.touched(10_000)).containsKeys(first, second);
    }

    @Test
    void whatWasJoinedToAPackageGoesWithIt() {
        join(third, second);
        join(second, first);

        assertThat(store.packagesOf(third)).containsExactly(first, third, second);
    }

    @Test
    void whatWasTakenOutIsRememberedUntilSomebodyJoinsItAgain() {
        join(second, first);
        store.part(store.joined(second).orElseThrow());

        assertThat(store.packagesOf(first)).containsExactly(first);
        assertThat(store.isParted(second)).isTrue();

        join(second, first);
        assertThat(store.isParted(second)).isFalse();
    }

    @Test
    void whatOneSourceClaimsReplacesWhatItClaimedBefore() {
        store.claim(first, Source.PACKAGE, List.of(claim(Kind.NAME, "com.example/mail")));
        store.claim(
                first,
                Source.REGISTRY,
                List.of(new PackageClaim(first, Kind.NAME, "x.y/z", Source.REGISTRY, release)));
        store.claim(first, Source.PACKAGE, List.of(claim(Kind.SHIPPED_AS, second.toString())));

        assertThat(store.claimsOf(first))
                .extracting(PackageClaim::claimed)
                .containsExactlyInAnyOrder("x.y/z", second.toString());
        assertThat(store.claims(Kind.SHIPPED_AS, second.toString()))
                .extracting(PackageClaim::packagePurl)
                .containsExactly(first);
    }

    @Test
    void whatHasNoRoomIsNoClaim() {
        store.claim(first, Source.PACKAGE, List.of(claim(Kind.NAME, "x".repeat(1_001))));

        assertThat(store.claimsOf(first)).isEmpty();
    }

    private static final java.util.function.Consumer<ServerPackage> SAME_REASON =
            each -> {
                assertThat(each.reason()).isEqualTo("they say so");
                assertThat(each.basis()).isEqualTo(Basis.VERIFIED);
            };

    private PackageClaim claim(Kind kind, String claimed) {
        return new PackageClaim(first, kind, claimed, Source.PACKAGE, release);
    }

    private void join(Purl one, Purl server) {
        store.join(
                new ServerPackage(one, server, Basis.VERIFIED, "they say so", null, Instant.EPOCH));
    }

    private static Purl image() {
        return Purl.parse("oci:registry.example.com/team/" + Samples.name());
    }
}
