package dev.assay.inventory.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.inventory.store.Database;
import dev.assay.inventory.store.Samples;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
class AuditTrailTest {

    @Parameter Database database;
    private AuditTrail audit;

    @BeforeEach
    void open() {
        audit = new AuditTrail(database.jdbc(), database.transactions(), Database.ticking());
    }

    @Test
    void keepsEventsInTheOrderInWhichTheyHappened() {
        var subject = Samples.name();
        audit.append("rita", "release.requested", subject, "for mail");
        audit.append(AuditTrail.SERVICE, "release.vetted", subject, "x".repeat(5000));

        assertThat(audit.of(subject))
                .extracting(AuditEvent::action)
                .containsExactly("release.requested", "release.vetted");
        assertThat(audit.of(subject).getLast().detail()).hasSize(4000).endsWith("…");
        assertThat(audit.latest(1))
                .singleElement()
                .extracting(AuditEvent::subject)
                .isEqualTo(subject);
        assertThat(audit.of(subject).getFirst().sequence())
                .isLessThan(audit.of(subject).getLast().sequence());
    }

    @Test
    void forgetsAnEventWhoseDeedDidNotHappen() {
        var subject = Samples.name();

        assertThatThrownBy(
                        () ->
                                database.transactions()
                                        .executeWithoutResult(
                                                status -> {
                                                    audit.append("sam", "try", subject, "nothing");
                                                    throw new IllegalStateException("no");
                                                }))
                .hasMessage("no");

        assertThat(audit.of(subject)).isEmpty();
    }
}
