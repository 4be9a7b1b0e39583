package dev.assay.inventory.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.store.Database;
import dev.assay.inventory.store.Samples;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

@ParameterizedClass
@EnumSource(Database.class)
class FetchStoreTest {

    @Parameter Database database;
    private FetchStore fetches;

    @BeforeEach
    void open() {
        fetches = new FetchStore(database.jdbc(), Database.ticking());
    }

    @Test
    void joinsSightingsOfOnePackageUrl() {
        var purl = Samples.purl();

        var first = fetches.sight(purl);
        var second = fetches.sight(purl);

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.times()).isEqualTo(2);
        assertThat(second.firstSeen()).isEqualTo(first.firstSeen());
        assertThat(second.lastSeen()).isAfter(first.lastSeen());
        assertThat(fetches.sighting(first.id())).contains(second);
        assertThat(fetches.sightings(1_000)).contains(second);
    }

    @Test
    void findsTheSightingsOfAPackageWhateverItsVersionAndOfNoOther() {
        var purl = Samples.purl();
        var first = fetches.sight(purl);
        var second = fetches.sight(purl.withVersion("2.0.0"));
        fetches.sight(Samples.purl());

        assertThat(fetches.sightings(purl, 10)).containsExactly(second, first);
    }

    @Test
    void countsEverySightingThatComesAtTheSameMoment() throws Exception {
        var purl = Samples.purl();
        try (var threads = Executors.newFixedThreadPool(4)) {
            var sightings = new ArrayList<Future<Sighting>>();
            for (var i = 0; i < 20; i++) {
                sightings.add(threads.submit(() -> fetches.sight(purl)));
            }
            for (var sighting : sightings) {
                sighting.get();
            }
        }

        assertThat(fetches.sighting(purl).orElseThrow().times()).isEqualTo(20);
    }

    @Test
    void joinsTheSameMismatchAndKeepsAnotherApart() {
        var purl = Samples.purl();

        var first = fetches.report(purl, "sha512-a", "sha512-b", "upstream");
        var same = fetches.report(purl, "sha512-a", "sha512-b", "upstream");
        var other = fetches.report(purl, "sha512-a", "sha512-c", "upstream");

        assertThat(same.id()).isEqualTo(first.id());
        assertThat(same.times()).isEqualTo(2);
        assertThat(other.id()).isNotEqualTo(first.id());
        assertThat(fetches.incident(other.id())).contains(other);
        assertThat(fetches.incidents()).contains(same, other);
    }
}
