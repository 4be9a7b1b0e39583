package dev.assay.inventory.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.release.ReleaseStore;
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

import java.util.List;
import java.util.Set;

/** What people said is there for ever, and the last of it counts. */
@ParameterizedClass
@EnumSource(Database.class)
class StatedValueStoreTest {

    @Parameter Database database;
    private StatedValueStore stated;
    private ServerStore servers;
    private Purl purl;
    private Id server;
    private Account somebody;

    @BeforeEach
    void open() {
        var clock = Database.ticking();
        stated = new StatedValueStore(database.jdbc(), clock);
        servers = new ServerStore(database.jdbc(), clock);
        purl = server();
        server = Servers.id(purl);
        somebody =
                new AccountStore(database.jdbc(), clock)
                        .add(Samples.name(), "Sam", "", Set.of(Role.REQUESTER));
    }

    @Test
    void theLastWordCountsAndEveryWordStays() {
        say(server, Field.SERVER_COUNTRY, "", List.of("GB"));
        say(server, Field.SERVER_COUNTRY, "", List.of("GB", "IE"));
        say(server, Field.DESTINATION_COUNTRY, "api.example.com", List.of("US"));

        assertThat(stated.of(server))
                .extracting(each -> each.field() + " " + each.key() + " " + each.words())
                .containsExactlyInAnyOrder(
                        "SERVER_COUNTRY  [GB, IE]", "DESTINATION_COUNTRY api.example.com [US]");
        assertThat(stated.history(server, Field.SERVER_COUNTRY, "", 10))
                .extracting(StatedValue::words)
                .containsExactly(List.of("GB", "IE"), List.of("GB"));
        assertThat(stated.count(server)).isEqualTo(3);
    }

    @Test
    void whatIsTakenBackHoldsNoMoreAndIsStillThere() {
        say(server, Field.SERVER_OPERATOR, "", List.of("Example Ltd"));
        say(server, Field.SERVER_OPERATOR, "", null);
        say(server, Field.SERVER_SUBPROCESSORS, "", List.of());

        assertThat(stated.of(server))
                .as("none is an answer")
                .extracting(StatedValue::field)
                .containsExactly(Field.SERVER_SUBPROCESSORS);
        assertThat(stated.history(server, Field.SERVER_OPERATOR, "", 10))
                .extracting(StatedValue::words)
                .containsExactly(null, List.of("Example Ltd"));
    }

    @Test
    void whatIsSaidOfAConsumerHoldsForEveryServer() {
        var consumer = Samples.name();
        say(server, Field.CONSUMER_MODEL_COUNTRY, consumer, List.of("US"));
        var other = Servers.id(server());
        say(other, Field.CONSUMER_MODEL_COUNTRY, consumer, List.of("IE"));

        assertThat(stated.of(server)).isEmpty();
        assertThat(stated.ofConsumers(List.of(consumer, "nobody")))
                .extracting(StatedValue::words)
                .containsExactly(List.of("IE"));
        assertThat(stated.ofConsumers(List.of())).isEmpty();
    }

    @Test
    void whoeverSaysSomethingMarksTheServer() {
        servers.forget(servers.touched(100_000).values().stream().flatMap(List::stream).toList());
        say(server, Field.SERVER_EXPOSURE, "", List.of("internal"));
        assertThat(servers.touched(100_000)).containsKey(purl);
    }

    @Test
    void theDatabaseLetsNobodyChangeOrRemoveAWord() {
        say(server, Field.SERVER_ROLE, "", List.of("processor"));
        for (var sql :
                List.of(
                        "UPDATE stated_value SET words = '[\"none\"]'",
                        "DELETE FROM stated_value",
                        "TRUNCATE TABLE stated_value")) {
            assertThatThrownBy(() -> database.jdbc().sql(sql).update()).as(sql).isNotNull();
        }
        assertThat(stated.of(server)).extracting(StatedValue::words).contains(List.of("processor"));
    }

    private Purl server() {
        var release =
                new ReleaseStore(database.jdbc(), Database.ticking()).add(Samples.purl()).purl();
        servers.hold(release.withVersion(null));
        return release.withVersion(null);
    }

    private void say(Id of, Field field, String key, List<String> words) {
        stated.state(of, field, key, words, somebody.id(), "as the contract says");
    }
}
