package dev.assay.inventory.fetchlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.audit.AuditEvent;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.store.ClockCheck;
import dev.assay.inventory.store.Database;
import dev.assay.inventory.store.Id;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

@ParameterizedClass
@EnumSource(Database.class)
class ShippingTest {

    private static final FetchLog.Settings SMALL =
            new FetchLog.Settings(2000, Duration.ofMillis(5), Duration.ofSeconds(10));

    @Parameter Database database;
    @TempDir private Path root;
    private final Clock clock = Clock.systemUTC();
    private AuditTrail audit;
    private FetchRecordStore store;

    @BeforeEach
    void open() {
        audit = new AuditTrail(database.jdbc(), database.transactions(), clock);
        store =
                new FetchRecordStore(
                        new JdbcTemplate(database.source()), database.transactions(), audit, clock);
    }

    @Test
    void bringsEachFetchIntoTheDatabaseOnceAndRemovesWhatIsThere() throws Exception {
        try (var log = log();
                var shipping = shipping(log)) {
            give(log, 1, 30);
            assertThat(shipping.shipAll()).isTrue();
            assertThat(shipping.shipAll()).isTrue();
            give(log, 31, 32);
            assertThat(shipping.shipAll()).isTrue();

            assertThat(sequences(log.node())).isEqualTo(numbers(1, 32));
            assertThat(new Segments(log.folder()).numbers()).hasSizeLessThanOrEqualTo(2);
            assertThat(missing(log.node())).isEmpty();
        }
    }

    @Test
    void takesWhatItHasNoSecondTimeWhenItBeginsAnew() throws Exception {
        Id node;
        try (var log = log()) {
            node = log.node();
            give(log, 1, 3);
            log.flush(Duration.ofSeconds(5));
            assertThat(shipping(log).ship()).isTrue();
            assertThat(shipping(log).ship()).as("another that knows nothing of it").isTrue();
        }
        try (var log = log();
                var shipping = shipping(log)) {
            give(log, 4, 4);
            assertThat(shipping.shipAll()).isTrue();
        }
        assertThat(sequences(node)).isEqualTo(numbers(1, 4));
        assertThat(missing(node)).isEmpty();
    }

    @Test
    void recordsOnceWhichNumbersAreMissingOfALogThatWasNotEnded() throws Exception {
        Id node;
        try (var log = log()) {
            node = log.node();
            give(log, 1, 2);
        }
        var segments = new Segments(root.resolve("1"));
        var last = segments.file(segments.numbers().getLast());
        Files.writeString(
                last, Files.readString(last).replaceFirst("[0-9a-f]{8} \\{\"closed.*", "torn"));

        for (var time = 0; time < 2; time++) {
            try (var log = log();
                    var shipping = shipping(log)) {
                assertThat(shipping.shipAll()).isTrue();
            }
        }

        assertThat(sequences(node)).isEqualTo(numbers(1, 2));
        assertThat(missing(node)).containsExactly("3-" + (2 + FetchLog.MOST_WAITING));
        assertThat(audit.of("the log of fetches " + node))
                .extracting(AuditEvent::action, AuditEvent::detail)
                .singleElement()
                .satisfies(
                        each ->
                                assertThat(each.toString())
                                        .contains("fetch-log.broken", "numbers 3 to 32,770 "));
    }

    @Test
    void recordsWhichNumbersAreMissingWhereALineWasAltered() throws Exception {
        try (var log = log()) {
            var node = log.node();
            give(log, 1, 4);
            log.flush(Duration.ofSeconds(5));
            var file = log.segments().file(log.segments().numbers().getFirst());
            Files.writeString(
                    file, Files.readString(file).replace("fetched@2.0.0", "fetched@9.0.0"));
            shipping(log).ship();

            assertThat(sequences(node)).isEqualTo(List.of(1L, 3L, 4L));
            assertThat(missing(node)).containsExactly("2-2");
        }
    }

    @Test
    void keepsTwoNodesApartAndBringsWhatAnotherProcessLeft() throws Exception {
        Id other;
        try (var log = log()) {
            try (var second = log()) {
                other = second.node();
                give(second, 1, 3);
            }
            give(log, 1, 2);
            try (var shipping = shipping(log)) {
                assertThat(shipping.shipAll()).isTrue();
            }

            assertThat(sequences(log.node())).isEqualTo(numbers(1, 2));
            assertThat(sequences(other)).isEqualTo(numbers(1, 3));
            assertThat(missing(other)).isEmpty();
        }
    }

    @Test
    void tellsWhoWasGivenAReleaseOrItsPackageWithAnother() throws Exception {
        try (var log = log();
                var shipping = shipping(log)) {
            var wanted = Fetches.number(1001);
            log.offer(wanted);
            log.offer(Fetches.number(1002));
            assertThat(shipping.shipAll()).isTrue();

            assertThat(store.of(Id.random(), wanted.purl(), 0, 10))
                    .extracting(FetchRecord::fetch)
                    .contains(wanted)
                    .doesNotContain(Fetches.number(1002));
            assertThat(store.of(wanted.release(), Fetches.number(99_999).purl(), 0, 1000))
                    .extracting(FetchRecord::fetch)
                    .contains(wanted);
        }
    }

    @Test
    void restsWhileFetchesComeInAndBringsAllOfThemWhenSomebodyAsks() throws Exception {
        var large = new FetchLog.Settings(16 << 20, Duration.ofMillis(5), Duration.ofSeconds(10));
        try (var log = FetchLog.open(root, large, clock);
                var shipping =
                        new Shipping(
                                log,
                                store,
                                clock,
                                new ClockCheck(null, clock),
                                Duration.ofMillis(1),
                                Duration.ofDays(36_500))) {
            shipping.start();
            for (var number = 1; number <= 12_000; number++) {
                while (!log.offer(Fetches.number(9))) {
                    Thread.sleep(1);
                }
            }
            assertThat(log.flush(Duration.ofSeconds(10))).isTrue();

            assertThat(shipping.shipAll()).isTrue();

            assertThat(sequences(log.node())).isEqualTo(numbers(1, 12_000));
            assertThat(missing(log.node())).isEmpty();
        }
    }

    @Test
    void whatIsKeptNoLongerIsRemovedAndThatIsOnTheAuditTrail() throws Exception {
        try (var log = log();
                var shipping = shipping(log)) {
            give(log, 1, 3);
            assertThat(shipping.shipAll()).isTrue();
            var before = clock.instant().plusSeconds(3600);

            assertThat(store.forget(before)).isGreaterThanOrEqualTo(3);
            assertThat(sequences(log.node())).isEmpty();
            assertThat(store.forget(before)).as("nothing is left").isZero();
            assertThat(audit.of("the log of fetches"))
                    .filteredOn(each -> each.detail().contains(before.toString()))
                    .extracting(AuditEvent::action)
                    .containsExactly("fetch-log.forgotten");
        }
    }

    @Test
    void shipsByItself() throws Exception {
        try (var log = log();
                var shipping =
                        new Shipping(
                                log,
                                store,
                                clock,
                                new ClockCheck(null, clock),
                                Duration.ofMillis(10),
                                Duration.ofDays(36_500))) {
            shipping.start();
            give(log, 1, 30);

            for (var tries = 0; sequences(log.node()).size() < 30 && tries < 500; tries++) {
                Thread.sleep(10);
            }
            assertThat(sequences(log.node())).isEqualTo(numbers(1, 30));
        }
    }

    private FetchLog log() throws IOException {
        return FetchLog.open(root, SMALL, clock);
    }

    private Shipping shipping(FetchLog log) {
        return new Shipping(
                log,
                store,
                clock,
                new ClockCheck(null, clock),
                Duration.ofHours(1),
                Duration.ofDays(36_500));
    }

    private static void give(FetchLog log, long first, long last) throws InterruptedException {
        for (var number = first; number <= last; number++) {
            assertThat(log.offer(Fetches.number(number))).isTrue();
            if (number % 5 == 0) {
                assertThat(log.flush(Duration.ofSeconds(5))).isTrue();
            }
        }
    }

    private List<Long> sequences(Id node) {
        return database.jdbc()
                .sql("SELECT sequence FROM fetch_record WHERE node = :node ORDER BY sequence")
                .param("node", node.value())
                .query(Long.class)
                .list();
    }

    private List<String> missing(Id node) {
        return store.gaps(10_000).stream()
                .filter(each -> each.node().equals(node))
                .map(each -> each.first() + "-" + each.last())
                .toList();
    }

    private static List<Long> numbers(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
