package dev.assay.inventory.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.store.Database;
import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

@ParameterizedClass
@EnumSource(Database.class)
class KnownFunctionStoreTest {

    @Parameter Database database;
    private KnownFunctionStore known;
    private String salt;

    @BeforeEach
    void open() {
        known = new KnownFunctionStore(database.jdbc());
        salt = UUID.randomUUID().toString();
    }

    @Test
    void namesTheReleaseWithMostOfTheFunctionsFirst() {
        known.add(sha256("a"), 1, "pkg:npm/a@1.0.0", shapes(0, 700));
        known.add(sha256("b"), 1, "pkg:npm/b@1.0.0", shapes(600, 1200));

        var candidates = known.candidates(shapes(100, 1200), 1, 10, 5);

        assertThat(candidates)
                .extracting(KnownFunctionStore.Candidate::purl)
                .containsExactly("pkg:npm/a@1.0.0", "pkg:npm/b@1.0.0");
        assertThat(candidates)
                .extracting(KnownFunctionStore.Candidate::functions)
                .containsExactly(600, 600);
        assertThat(candidates.getFirst().sha256()).isEqualTo(sha256("a"));
    }

    @Test
    void namesNoneWithTooFew() {
        known.add(sha256("a"), 1, "pkg:npm/a@1.0.0", shapes(0, 9));
        assertThat(known.candidates(shapes(0, 9), 1, 10, 5)).isEmpty();
    }

    @Test
    void namesNoMoreThanAskedFor() {
        for (var each = 0; each < 4; each++) {
            known.add(sha256("r" + each), 1, "pkg:npm/r@1.0." + each, shapes(0, 20));
        }
        assertThat(known.candidates(shapes(0, 20), 1, 10, 3)).hasSize(3);
    }

    @Test
    void addsARepeatedReleaseOnce() {
        known.add(sha256("a"), 1, "pkg:npm/a@1.0.0", shapes(0, 20));
        known.add(sha256("a"), 1, "pkg:npm/a@1.0.0", shapes(0, 20));
        assertThat(known.candidates(shapes(0, 20), 1, 1, 5))
                .singleElement()
                .satisfies(candidate -> assertThat(candidate.functions()).isEqualTo(20));
    }

    @Test
    void doesNotMixAnalyses() {
        known.add(sha256("a"), 1, "pkg:npm/a@1.0.0", shapes(0, 20));
        assertThat(known.candidates(shapes(0, 20), 2, 1, 5)).isEmpty();
    }

    @Test
    void finishesWhatWasBrokenOff() {
        known.add(sha256("a"), 1, "pkg:npm/a@1.0.0", shapes(0, 5));
        database.jdbc()
                .sql("UPDATE known_release SET complete = FALSE WHERE sha256 = :sha256")
                .param("sha256", sha256("a").hex())
                .update();
        assertThat(known.candidates(shapes(0, 20), 1, 1, 5)).isEmpty();
        known.add(sha256("a"), 1, "pkg:npm/a@1.0.0", shapes(0, 20));
        assertThat(known.candidates(shapes(0, 20), 1, 1, 5))
                .singleElement()
                .satisfies(candidate -> assertThat(candidate.functions()).isEqualTo(20));
    }

    private List<String> shapes(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(each -> sha256("shape" + each).hex().substring(0, 32))
                .toList();
    }

    private Sha256 sha256(String text) {
        return Sha256.of((salt + text).getBytes(StandardCharsets.UTF_8));
    }
}
