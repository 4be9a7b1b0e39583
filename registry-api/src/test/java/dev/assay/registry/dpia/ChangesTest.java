package dev.assay.registry.dpia;

import static dev.assay.registry.dpia.SomeRecords.stated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.ServerRecord;

import org.junit.jupiter.api.Test;

import java.util.List;

/** What makes an assessment due for review, and what does not. */
class ChangesTest {

    @Test
    void theSameRecordIsNoChange() {
        assertThat(between(SomeRecords.mail(), SomeRecords.mail())).isEmpty();
    }

    @Test
    void aNewToolAndOneThatIsGoneAreTold() {
        var then = SomeRecords.of("s").tool("read", "read", "none", "", "").build();
        var now = SomeRecords.of("s").tool("send", "write", "none", "", "").build();

        assertThat(between(then, now))
                .extracting(Change::sentence)
                .contains("s, tool read: was there, is gone", "s, tool send: was none, is there");
        assertThat(between(then, now)).extracting(Change::kind).containsOnly(Change.Kind.TOOLS);
    }

    @Test
    void aToolThatMayWriteNowIsTold() {
        var then = SomeRecords.of("s").tool("mail", "read", "none", "", "").build();
        var now = SomeRecords.of("s").tool("mail", "write", "none", "", "").build();

        assertThat(between(then, now))
                .singleElement()
                .satisfies(each -> assertThat(each.before()).isEqualTo("read"))
                .satisfies(each -> assertThat(each.after()).isEqualTo("write"));
    }

    @Test
    void eachKindIsTold() {
        var then = SomeRecords.of("s").tool("t", "read", "none", "orders", "Shop").build();
        var now =
                SomeRecords.of("s")
                        .with(Field.SERVER_PURPOSE, stated("more"))
                        .with(Field.SERVER_OPERATOR, stated("Somebody Ltd"))
                        .tool("t", "read", "none", "health", "Shop")
                        .destination("new.example", "US", "")
                        .build();

        assertThat(between(then, now))
                .extracting(Change::kind)
                .containsExactlyInAnyOrder(
                        Change.Kind.SCOPE,
                        Change.Kind.PROCESSORS,
                        Change.Kind.DATA,
                        Change.Kind.DESTINATIONS);
    }

    @Test
    void aNewVersionAloneIsNone() {
        var then = SomeRecords.of("s").with(Field.SERVER_SERVED, stated("1.0.0")).build();
        var now = SomeRecords.of("s").with(Field.SERVER_SERVED, stated("1.0.1")).build();

        assertThat(between(then, now)).isEmpty();
    }

    @Test
    void aServerThatIsGoneIsTold() {
        assertThat(Changes.between(List.of(SomeRecords.mail()), List.of()))
                .extracting(Change::kind)
                .containsExactly(Change.Kind.SCOPE);
    }

    private static List<Change> between(ServerRecord then, ServerRecord now) {
        return Changes.between(List.of(then), List.of(now));
    }
}
