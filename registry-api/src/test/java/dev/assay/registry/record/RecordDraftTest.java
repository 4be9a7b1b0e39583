package dev.assay.registry.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.RecordJson;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.record.Subject;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** Whatever is too much for a record is left out, and the record says so. */
class RecordDraftTest {

    private static final Purl PURL = Purl.npm("@test/hostile", null);

    @Test
    void aLongTextIsCutAndSaysSo() {
        var draft = draft();
        draft.put(Field.SERVER_DESCRIPTION, Known.declared("the manifest", "x".repeat(5_000)));
        var value = draft.done(PURL).itself().value(Field.SERVER_DESCRIPTION);
        assertThat(value.text()).hasSize(4_000).endsWith("…");
        assertThat(value.source()).isEqualTo("the manifest, cut to 4000 characters");
    }

    @Test
    void whatHidesIsShownAsAMark() {
        var draft = draft();
        draft.put(Field.SERVER_LICENCE, Known.declared("the manifest", "M\u202eTI\nb\u0000"));
        assertThat(draft.done(PURL).itself().text(Field.SERVER_LICENCE))
                .isEqualTo("M\uFFFDTI\uFFFDb\uFFFD");
    }

    @Test
    void wordsBeyondAHundredAreCounted() {
        var many = new ArrayList<String>();
        for (var number = 0; number < 250; number++) {
            many.add("maintainer " + number);
        }
        var draft = draft();
        draft.put(Field.SERVER_MAINTAINER, Known.declared("the manifest", many));
        assertThat(draft.done(PURL).itself().value(Field.SERVER_MAINTAINER).words())
                .hasSize(100)
                .endsWith("and 151 more");
    }

    @Test
    void entriesBeyondAThousandAreCounted() {
        var draft = draft();
        for (var number = 0; number < 1_003; number++) {
            draft.put(Field.TOOL_NAME, "tool " + number, Known.here(null, "tool " + number));
        }
        var record = draft.done(PURL);
        assertThat(record.each(Subject.TOOL)).hasSize(1_000);
        assertThat(record.itself().text(Field.SERVER_LEFT_OUT))
                .isEqualTo("3 values of more entries of tool");
    }

    @Test
    void aRecordIsTheSameDocumentWhateverWasSaidFirst() {
        var one = draft();
        one.put(Field.TOOL_NAME, "b", Known.here(null, "b"));
        one.put(Field.TOOL_NAME, "a", Known.here(null, "a"));
        one.put(Field.SERVER_LICENCE, Known.declared("the manifest", "MIT"));
        var other = draft();
        other.put(Field.SERVER_LICENCE, Known.declared("the manifest", "MIT"));
        other.put(Field.TOOL_NAME, "a", Known.here(null, "a"));
        other.put(Field.TOOL_NAME, "b", Known.here(null, "b"));

        var document = RecordJson.write(one.done(PURL));
        assertThat(document).isEqualTo(RecordJson.write(other.done(PURL)));
        ServerRecord read = RecordJson.read(document);
        assertThat(read).isEqualTo(one.done(PURL));
        assertThat(List.of(read.name(), read.purl()))
                .containsExactly("@test/hostile", "pkg:npm/%40test/hostile");
    }

    private static RecordDraft draft() {
        var draft = new RecordDraft();
        draft.put(Field.SERVER_TITLE, Known.here(null, "hostile"));
        return draft;
    }
}
