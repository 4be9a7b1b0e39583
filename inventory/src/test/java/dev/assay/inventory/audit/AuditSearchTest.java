package dev.assay.inventory.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.store.Database;
import dev.assay.inventory.store.Samples;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

@ParameterizedClass
@EnumSource(Database.class)
class AuditSearchTest {

    @Parameter Database database;
    private AuditTrail audit;
    private AuditSearch search;
    private String actor;
    private String server;

    @BeforeEach
    void open() {
        audit = new AuditTrail(database.jdbc(), database.transactions(), Database.ticking());
        search = new AuditSearch(database.jdbc());
        actor = Samples.name();
        server = Samples.purl().withVersion(null).toString();
        audit.append(actor, "release.requested", server + "@1.0.0", "one");
        audit.append("other", "release.approved", server + "@1.0.0", "two");
        audit.append(actor, "release.rejected", server + "@2.0.0", "three");
        audit.append(actor, "release.vetting-failed", server + "-more@1.0.0", "four");
        audit.append(actor, "releases_x", actor, "five");
    }

    @Test
    void findsByActorServerSubjectActionAndOutcome() {
        assertThat(found(by(actor, null, null, null, null)))
                .containsExactly("five", "four", "three", "one");
        assertThat(found(by(null, server, null, null, null)))
                .containsExactly("three", "two", "one");
        assertThat(found(by(null, null, server + "@1.0.0", null, null)))
                .containsExactly("two", "one");
        assertThat(found(by(actor, null, null, "release", null)))
                .containsExactly("four", "three", "one");
        assertThat(found(by(actor, null, null, "release.requested", null))).containsExactly("one");
        assertThat(found(by(actor, null, null, null, AuditOutcome.REFUSED)))
                .containsExactly("three");
        assertThat(found(by(actor, null, null, null, AuditOutcome.FAILED))).containsExactly("four");
        assertThat(found(by(actor, null, null, null, AuditOutcome.DONE)))
                .containsExactly("five", "one");
        assertThat(found(by(actor, server, null, "release%", null))).isEmpty();
    }

    @Test
    void findsBetweenTwoMoments() {
        var first = audit.of(server + "@1.0.0").getFirst().at();
        var filter =
                new AuditFilter(
                        actor,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        first.plusSeconds(1),
                        first.plusSeconds(4));

        assertThat(found(filter)).containsExactly("four", "three");
    }

    @Test
    void pagesForthAndBackWhileMoreIsWritten() {
        var filter = by(actor, null, null, null, null);
        var first = search.before(filter, null, 2);
        audit.append(actor, "try", actor, "six");

        var second = search.before(filter, first.getLast().sequence(), 2);
        assertThat(second).extracting(AuditEvent::detail).containsExactly("three", "one");
        assertThat(search.before(filter, second.getLast().sequence(), 2)).isEmpty();
        assertThat(search.after(filter, second.getFirst().sequence(), 2)).isEqualTo(first);
        assertThat(search.after(filter, first.getFirst().sequence(), 2))
                .extracting(AuditEvent::detail)
                .containsExactly("six");
    }

    @Test
    void givesEveryEventOnceOldestFirst() {
        for (var number = 0; number < 1500; number++) {
            audit.append(actor, "try", "many", "" + number);
        }
        var seen = new ArrayList<String>();

        var count =
                search.each(
                        by(actor, null, "many", null, null),
                        (event, named) -> seen.add(event.detail()));

        assertThat(count).isEqualTo(1500);
        assertThat(seen).hasSize(1500).startsWith("0", "1").endsWith("1499");
        assertThat(search.count(by(actor, null, "many", null, null))).isEqualTo(1500);
    }

    private List<String> found(AuditFilter filter) {
        return search.before(filter, null, 50).stream().map(AuditEvent::detail).toList();
    }

    private static AuditFilter by(
            @Nullable String actor,
            @Nullable String server,
            @Nullable String subject,
            @Nullable String action,
            @Nullable AuditOutcome outcome) {
        return new AuditFilter(
                actor, server, subject, null, null, action, outcome, null, (Instant) null);
    }
}
