package dev.assay.inventory.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.inventory.server.ServerStore;
import dev.assay.inventory.server.Servers;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A record is kept as it was whenever it became another one. */
@ParameterizedClass
@EnumSource(Database.class)
class RecordStoreTest {

    private static final Instant BEFORE = Instant.parse("2025-12-31T00:00:00Z");

    @Parameter Database database;
    private RecordStore records;
    private ServerStore servers;
    private Purl purl;
    private Id server;

    @BeforeEach
    void open() {
        var clock = Database.ticking();
        records = new RecordStore(database.jdbc(), clock);
        servers = new ServerStore(database.jdbc(), clock);
        purl = server();
        server = Servers.id(purl);
    }

    @Test
    void aRecordThatIsTheSameIsNotKeptTwice() {
        assertThat(records.keep(record(purl, "approved"), 1)).isTrue();
        assertThat(records.keep(record(purl, "approved"), 1)).isFalse();
        assertThat(records.keep(record(purl, "revoked"), 1)).isTrue();
        assertThat(records.keep(record(purl, "approved"), 1)).as("it is so again").isTrue();

        var history = records.history(server, null, 10);
        assertThat(history).hasSize(3);
        assertThat(history.getFirst().digest()).isEqualTo(history.getLast().digest());
        assertThat(records.history(server, history.getFirst().at(), 1))
                .containsExactly(history.get(1));
    }

    @Test
    void theStateOfAnyDayIsThere() {
        records.keep(record(purl, "approved"), 1);
        records.keep(record(purl, "revoked"), 1);
        var history = records.history(server, null, 10);

        assertThat(records.at(server, BEFORE)).isEmpty();
        assertThat(state(records.at(server, history.getLast().at()).orElseThrow()))
                .isEqualTo("approved");
        assertThat(
                        state(
                                records.at(server, history.getFirst().at().minusNanos(1000))
                                        .orElseThrow()))
                .isEqualTo("approved");
        assertThat(state(records.at(server, history.getFirst().at()).orElseThrow()))
                .isEqualTo("revoked");
        assertThat(records.now(server))
                .isEqualTo(records.at(server, Instant.parse("2030-01-01T00:00:00Z")));
    }

    @Test
    void allAreGoneThroughByPages() {
        for (var number = 0; number < 5; number++) {
            records.keep(record(server(), "approved"), 1);
        }
        var seen = new ArrayList<Id>();
        Id last = null;
        var page = records.page(last, 2);
        while (!page.isEmpty()) {
            page.forEach(each -> seen.add(each.record().server()));
            page = records.page(seen.getLast(), 2);
        }
        assertThat(seen)
                .doesNotHaveDuplicates()
                .hasSize((int) records.count())
                .isSortedAccordingTo(java.util.Comparator.comparing(Id::value));
    }

    @Test
    void whatAnotherMakerMadeIsMadeAnew() {
        records.keep(record(purl, "approved"), 1);
        forget();
        records.touchMadeByOthers(1);
        assertThat(servers.touched(100_000)).doesNotContainKey(purl);
        records.touchMadeByOthers(2);
        assertThat(servers.touched(100_000)).containsKey(purl);

        assertThat(records.keep(record(purl, "approved"), 2)).as("it is the same").isFalse();
        forget();
        records.touchMadeByOthers(2);
        assertThat(servers.touched(100_000)).doesNotContainKey(purl);
    }

    @Test
    void theDatabaseLetsNobodyChangeOrRemoveARecord() {
        records.keep(record(purl, "approved"), 1);
        for (var sql :
                List.of(
                        "UPDATE server_record SET digest = 'x'",
                        "DELETE FROM server_record",
                        "TRUNCATE TABLE server_record")) {
            assertThatThrownBy(() -> database.jdbc().sql(sql).update()).as(sql).isNotNull();
        }
        assertThat(records.now(server)).isPresent();
    }

    @Test
    void aRecordComesBackAsItWas() {
        var record = record(purl, "approved");
        records.keep(record, 1);
        var kept = records.now(server).orElseThrow();
        assertThat(kept.record()).isEqualTo(record);
        assertThat(kept.digest()).isEqualTo(RecordJson.digest(RecordJson.write(record)));
    }

    private void forget() {
        servers.forget(servers.touched(100_000).values().stream().flatMap(List::stream).toList());
    }

    private Purl server() {
        var made = Samples.purl().withVersion(null);
        servers.hold(made);
        return made;
    }

    private static ServerRecord record(Purl purl, String state) {
        return new ServerRecord(
                Servers.id(purl),
                purl.toString(),
                purl.packageName(),
                List.of(
                        new Entry(
                                Subject.SERVER,
                                "",
                                Map.of(
                                        Field.SERVER_STATE,
                                        Value.verified("a test", BEFORE, List.of(state)),
                                        Field.SERVER_VULNERABILITIES,
                                        Value.unknown("no data"))),
                        new Entry(Subject.RELEASE, "1.0.0", Map.of())));
    }

    private static String state(KeptRecord kept) {
        return kept.record().itself().text(Field.SERVER_STATE);
    }
}
