package dev.assay.inventory.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

class FieldTest {

    @Test
    void everySubjectHasFieldsAndNoneOfItsKeysTwice() {
        for (var subject : Subject.values()) {
            assertThat(Field.of(subject)).as(subject.words()).isNotEmpty();
            assertThat(Field.of(subject))
                    .as(subject.words())
                    .extracting(Field::key)
                    .doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @EnumSource(Field.class)
    void aKeyFitsTheColumnAndAnAddress(Field field) {
        assertThat(field.key()).matches("[a-z0-9]+(-[a-z0-9]+)*").hasSizeLessThanOrEqualTo(60);
        assertThat(Field.find(field.subject(), field.key())).contains(field);
    }

    @Test
    void theTenFieldsOfAnInventoryAreThere() {
        assertThat(Field.values())
                .extracting(Enum::name)
                .contains(
                        "SERVER_TITLE",
                        "SERVER_TRANSPORT",
                        "SERVER_COUNTRY",
                        "SERVER_MAINTAINER",
                        "SERVER_REGISTRY",
                        "RELEASE_VERSION",
                        "RELEASE_CLOSURE",
                        "DESTINATION_HOST",
                        "SERVER_AUTHENTICATION",
                        "SYSTEM_NAME");
    }

    @Test
    void noItemOfAChecklistIsThereTwice() {
        var keys = new HashSet<String>();
        for (var list : Checklist.values()) {
            list.items().forEach(each -> assertThat(keys.add(list.entryKey(each))).isTrue());
        }
        assertThat(keys).allMatch(Checklist::hasItem);
        assertThat(Arrays.stream(Checklist.values()).map(each -> each.items().size()))
                .as("launch, set-up, tests, layers, promotion, minimisation, threats, leaks, OAuth")
                .containsExactly(5, 7, 8, 5, 5, 5, 6, 4, 6);
    }

    @Test
    void aFormSaysWhatIsWrong() {
        assertThat(Form.COUNTRIES.flaw(List.of("GB", "IE"))).isEmpty();
        assertThat(Form.COUNTRIES.flaw(List.of("UK"))).isPresent();
        assertThat(Form.COUNTRIES.flaw(List.of("GB", "GB"))).isPresent();
        assertThat(Form.DAY.flaw(List.of("2026-02-30"))).isPresent();
        assertThat(Form.DAY.flaw(List.of("2026-02-28"))).isEmpty();
        assertThat(Form.YES_NO.flaw(List.of("perhaps"))).isPresent();
        assertThat(Form.LINE.flaw(List.of("a", "b"))).isPresent();
        assertThat(Form.LINE.flaw(List.of("two\nlines"))).isPresent();
        assertThat(Form.TEXT.flaw(List.of("two\nlines"))).isEmpty();
        assertThat(Form.TEXT.flaw(List.of("turned \u202e round"))).isPresent();
        assertThat(Form.LINE.flaw(List.of(" "))).isPresent();
        assertThat(Form.TEXT.flaw(List.of("x".repeat(4_001)))).isPresent();
        assertThat(Form.LINES.flaw(List.of())).as("there is none").isEmpty();
        assertThat(Form.choice("a", "b").flaw(List.of("c"))).isPresent();
        assertThat(Form.NUMBER.flaw(List.of("443"))).isEmpty();
        assertThat(Form.NUMBER.flaw(List.of("1e9"))).isPresent();
    }
}
