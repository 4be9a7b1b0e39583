package dev.assay.web.page;

import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.Form;
import dev.assay.inventory.record.Provenance;
import dev.assay.inventory.record.Subject;
import dev.assay.inventory.record.Value;
import dev.assay.inventory.store.Id;
import dev.assay.web.page.RecordView.Adding;
import dev.assay.web.page.RecordView.FormView;
import dev.assay.web.page.RecordView.Option;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

import java.util.List;

/** The forms by which people state fields: one is open at a time, at its own address. */
final class RecordForms {

    /**
     * What somebody typed that was not taken.
     *
     * @param place which field it was for
     */
    record Typed(String place, List<String> words, String reason, String by, String day) {

        Typed {
            words = List.copyOf(words);
        }

        /** What was typed there; null where nothing was. */
        static @Nullable Typed of(@Nullable Typed typed, String place) {
            return typed == null || !typed.place().equals(place) ? null : typed;
        }
    }

    private RecordForms() {}

    /** Where a field stands in a record, in one word. */
    static String place(Field field, String key) {
        return field.subject().words() + "/" + field.key() + "/" + key;
    }

    /** The address at which a place is a form. */
    static String link(Id server, String place, boolean only) {
        var link =
                UriComponentsBuilder.fromPath("/servers/" + server + "/record")
                        .queryParam("edit", "{place}");
        if (only) {
            link.queryParam("show", "unknown");
        }
        return link.encode().buildAndExpand(place).toUriString();
    }

    static FormView form(
            Id server, Field field, String key, Value value, boolean only, @Nullable Typed typed) {
        var place = place(field, key);
        var again = Typed.of(typed, place);
        var words = again == null ? value.words() : again.words();
        return new FormView(
                field.subject().words(),
                key,
                field.key(),
                kind(field.form()),
                options(field.form(), words),
                String.join("\n", words),
                again == null ? "" : again.reason(),
                hint(field.form()),
                value.provenance() == Provenance.STATED,
                "/servers/"
                        + server
                        + "/record"
                        + (only ? "?show=unknown" : "")
                        + "#"
                        + RecordSections.anchor(place));
    }

    /** The entries that there are because somebody names them. */
    static List<Adding> adding() {
        return List.of(
                adding(Subject.DESTINATION, "Add a destination", "Host", Field.DESTINATION_PURPOSE),
                adding(Subject.SYSTEM, "Add a business system", "Name", Field.SYSTEM_KIND),
                adding(
                        Subject.IDENTITY,
                        "Add an identity",
                        "Client id or account name",
                        Field.IDENTITY_KIND));
    }

    private static Adding adding(Subject subject, String title, String name, Field field) {
        return new Adding(
                subject.words(), title, name, field.key(), field.label(), field.form().options());
    }

    private static String kind(Form form) {
        return switch (form.kind()) {
            case CHOICE -> form.many() ? "choices" : "choice";
            case YES_NO -> "choice";
            case DAY -> "day";
            case NUMBER -> "number";
            case TEXT -> "text";
            case LINE, INSTANT, COUNTRY -> form.many() ? "lines" : "line";
        };
    }

    private static List<Option> options(Form form, List<String> words) {
        var options = form.kind() == Form.Kind.YES_NO ? List.of("yes", "no") : form.options();
        return options.stream().map(each -> new Option(each, words.contains(each))).toList();
    }

    private static String hint(Form form) {
        return switch (form.kind()) {
            case COUNTRY -> "Two letters of ISO 3166-1 on each line, such as GB.";
            case LINE -> form.many() ? "One on each line." : "";
            case INSTANT -> "Such as 2026-04-01T09:00:00Z.";
            default -> "";
        };
    }
}
