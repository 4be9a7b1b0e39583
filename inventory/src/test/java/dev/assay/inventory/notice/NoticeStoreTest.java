package dev.assay.inventory.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.inventory.store.Database;
import dev.assay.inventory.store.Samples;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataIntegrityViolationException;

import java.time.Instant;

@ParameterizedClass
@EnumSource(Database.class)
class NoticeStoreTest {

    private static final Instant FUTURE = Instant.parse("2027-01-01T00:00:00Z");

    @Parameter Database database;
    private NoticeStore notices;
    private String subject;

    @BeforeEach
    void open() {
        notices = new NoticeStore(database.jdbc(), Database.ticking());
        subject = Samples.name();
    }

    @Test
    void keepsANoticeIfAndOnlyIfTheTransactionIsCommitted() {
        database.transactions()
                .executeWithoutResult(
                        status -> {
                            notices.add(NoticeEvent.INCIDENT, subject, "never");
                            status.setRollbackOnly();
                        });
        notices.add(NoticeEvent.INCIDENT, subject, "d".repeat(5000));

        assertThat(notices.unspread(1000))
                .filteredOn(each -> each.subject().equals(subject))
                .singleElement()
                .satisfies(it -> assertThat(it.detail()).hasSize(4000));
    }

    @Test
    void goesToAPlaceOnceAndIsSpreadThen() {
        var notice = notice();
        notices.send(notice, "slack", "ops");
        notices.spread(notice);

        assertThat(notices.unspread(1000)).doesNotContain(notice);
        assertThatThrownBy(() -> notices.send(notice, "slack", "ops"))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void isTriedUntilItIsDeliveredOrGivenUpAndCanBeRevived() {
        var notice = notice();
        notices.send(notice, "webhook", "siem");
        var delivery = due(notice);
        assertThat(delivery.tries()).isZero();

        notices.failed(delivery.id(), "p".repeat(2000), FUTURE);
        assertThat(notices.due(1000)).extracting(Delivery::id).doesNotContain(delivery.id());
        assertThat(latest(notice).problem()).hasSize(1000);
        assertThat(notices.revive(delivery.id())).as("only what is dead").isFalse();

        notices.dead(delivery.id(), "gone");
        assertThat(latest(notice).state()).isEqualTo(Delivery.State.DEAD);
        assertThat(latest(notice).endedAt()).isNotNull();
        assertThat(notices.revive(delivery.id())).isTrue();
        assertThat(due(notice).tries()).isZero();

        notices.delivered(delivery.id());
        assertThat(latest(notice).state()).isEqualTo(Delivery.State.DELIVERED);
        assertThat(latest(notice).problem()).isNull();
    }

    private Notice notice() {
        notices.add(NoticeEvent.DECIDED, subject, "approved by sam");
        return notices.unspread(1000).stream()
                .filter(each -> each.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    private Delivery due(Notice notice) {
        return notices.due(1000).stream()
                .filter(each -> each.notice().id().equals(notice.id()))
                .findFirst()
                .orElseThrow();
    }

    private Delivery latest(Notice notice) {
        return notices.latest(1000).stream()
                .filter(each -> each.notice().id().equals(notice.id()))
                .findFirst()
                .orElseThrow();
    }
}
