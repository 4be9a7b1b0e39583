package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.record.Checklist;
import dev.assay.inventory.record.Entry;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.record.Subject;
import dev.assay.web.page.RecordView.CheckForm;
import dev.assay.web.page.RecordView.CheckView;
import dev.assay.web.page.RecordView.ListView;
import dev.assay.web.page.RecordView.Option;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The checklists of a record: what was looked at, what shows it, and what is wanting. */
final class RecordChecks {

    private RecordChecks() {}

    static List<ListView> of(
            ServerRecord record,
            boolean may,
            String edit,
            Account account,
            RecordForms.@Nullable Typed typed) {
        var lists = new ArrayList<ListView>();
        for (var list : Checklist.values()) {
            var items = new ArrayList<CheckView>();
            for (var item : list.items()) {
                record.find(Subject.CHECK, list.entryKey(item))
                        .ifPresent(
                                entry ->
                                        items.add(
                                                item(
                                                        record, list, item, entry, may, edit,
                                                        account, typed)));
            }
            lists.add(
                    new ListView(
                            list.key(),
                            list.title(),
                            (int) items.stream().filter(CheckView::done).count(),
                            items));
        }
        return lists;
    }

    private static CheckView item(
            ServerRecord record,
            Checklist list,
            Checklist.Item item,
            Entry entry,
            boolean may,
            String edit,
            Account account,
            RecordForms.@Nullable Typed typed) {
        var place = "check/" + list.entryKey(item);
        var anchor = RecordSections.anchor(place);
        var result = entry.text(Field.CHECK_RESULT);
        var evidence = entry.text(Field.CHECK_EVIDENCE);
        var done = entry.text(Field.CHECK_DONE).equals("yes");
        return new CheckView(
                anchor,
                item.key(),
                item.label(),
                result.replace('-', ' '),
                done,
                wanting(result, evidence, done),
                evidence,
                isLink(evidence) ? evidence : null,
                who(entry),
                may ? RecordForms.link(record.server(), place, false) + "#" + anchor : null,
                may && place.equals(edit)
                        ? form(record, list, item, entry, account, place, typed)
                        : null);
    }

    private static CheckForm form(
            ServerRecord record,
            Checklist list,
            Checklist.Item item,
            Entry entry,
            Account account,
            String place,
            RecordForms.@Nullable Typed typed) {
        var again = RecordForms.Typed.of(typed, place);
        var result = again == null ? entry.text(Field.CHECK_RESULT) : first(again.words());
        var by = again == null ? entry.text(Field.CHECK_BY) : again.by();
        return new CheckForm(
                list.key(),
                item.key(),
                Field.CHECK_RESULT.form().options().stream()
                        .map(each -> new Option(each, each.equals(result)))
                        .toList(),
                again == null ? entry.text(Field.CHECK_EVIDENCE) : again.reason(),
                by.isEmpty() ? account.login() : by,
                again == null ? entry.text(Field.CHECK_DAY) : again.day(),
                "/servers/" + record.server() + "/record#" + RecordSections.anchor(place));
    }

    private static String wanting(String result, String evidence, boolean done) {
        if (done) {
            return "";
        }
        if (result.isEmpty()) {
            return "nobody has looked";
        }
        return result.equals("fail")
                ? "it failed"
                : evidence.isBlank() ? "nothing shows it" : "it is not done";
    }

    private static String who(Entry entry) {
        var by = entry.text(Field.CHECK_BY);
        var day = entry.text(Field.CHECK_DAY);
        var version = entry.text(Field.CHECK_RELEASE);
        return by.isEmpty()
                ? ""
                : by
                        + (day.isEmpty() ? "" : " on " + day)
                        + (version.isEmpty() ? "" : ", with " + version);
    }

    /** Only what leads to the web; whatever else evidence is, it is read. */
    private static boolean isLink(String evidence) {
        if (!evidence.startsWith("https://") || evidence.contains("\n")) {
            return false;
        }
        try {
            return URI.create(evidence).getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String first(List<String> words) {
        return words.isEmpty() ? "" : words.getFirst();
    }
}
