package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.record.Checklist;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.Form;
import dev.assay.inventory.record.Subject;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The fields in {@code docs/record.md} are those there are; with {@code ASSAY_WRITE_DOCS=1} this
 * test writes them.
 */
class RecordDocumentTest {

    private static final Path FILE = Path.of("../docs/record.md");
    private static final String BEGIN = "<!-- fields: written by RecordDocumentTest -->\n";

    @Test
    void listsEveryFieldAndEveryChecklist() throws IOException {
        var text = Files.readString(FILE);
        var begin = text.indexOf(BEGIN);
        assertThat(begin).as("where the fields begin in docs/record.md").isPositive();
        var expected = text.substring(0, begin) + BEGIN + fields();
        if (System.getenv("ASSAY_WRITE_DOCS") != null) {
            Files.writeString(FILE, expected);
        }
        assertThat(Files.readString(FILE))
                .as("docs/record.md; ASSAY_WRITE_DOCS=1 and this test write it anew")
                .isEqualTo(expected);
    }

    private static String fields() {
        var text = new StringBuilder();
        for (var subject : Subject.values()) {
            text.append("\n### ").append(subject.words()).append("\n\n");
            text.append("| Field | Key | Form | Who says it |\n|---|---|---|---|\n");
            for (var field : Field.of(subject)) {
                text.append("| ")
                        .append(field.label())
                        .append(" | `")
                        .append(field.key())
                        .append("` | ")
                        .append(form(field.form()))
                        .append(" | ")
                        .append(field.isStatable() ? "people" : "what is on record")
                        .append(" |\n");
            }
        }
        text.append("\n## Checklists\n\n| List | Key | Items |\n|---|---|---|\n");
        for (var list : Checklist.values()) {
            text.append("| ")
                    .append(list.title())
                    .append(" | `")
                    .append(list.key())
                    .append("` | ")
                    .append(
                            String.join(
                                    "; ",
                                    list.items().stream()
                                            .map(each -> "`" + each.key() + "` " + each.label())
                                            .toList()))
                    .append(" |\n");
        }
        return text.toString();
    }

    private static String form(Form form) {
        var one =
                switch (form.kind()) {
                    case LINE -> "line";
                    case TEXT -> "text";
                    case CHOICE -> String.join(", ", form.options());
                    case YES_NO -> "yes, no";
                    case NUMBER -> "number";
                    case DAY -> "day";
                    case INSTANT -> "time";
                    case COUNTRY -> "country";
                };
        return form.many() ? "several of: " + one : one;
    }
}
