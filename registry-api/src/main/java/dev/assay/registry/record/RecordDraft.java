package dev.assay.registry.record;

import dev.assay.inventory.record.Entry;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.Form;
import dev.assay.inventory.record.Provenance;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.record.Subject;
import dev.assay.inventory.record.Value;
import dev.assay.inventory.server.Servers;
import dev.assay.scanners.coordinates.Purl;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A record that is being made. Whatever is too much is left out, and the record says so: entries
 * beyond a number for each subject, words beyond a number for each field, and what a word has
 * beyond the length of its form.
 */
final class RecordDraft {

    /** Of each subject, so many are in a record. */
    private static final int MOST_ENTRIES = 1_000;

    private final Map<Subject, TreeMap<String, EnumMap<Field, Value>>> entries =
            new EnumMap<>(Subject.class);
    private final TreeMap<String, Integer> leftOut = new TreeMap<>();

    void put(Field field, Value value) {
        put(field, "", value);
    }

    /** Says what a field holds; what was said before of it is forgotten. */
    void put(Field field, String key, Value value) {
        entry(field.subject(), key).ifPresent(entry -> entry.put(field, fitting(field, value)));
    }

    boolean has(Subject subject, String key) {
        return entries.getOrDefault(subject, new TreeMap<>()).containsKey(key);
    }

    Optional<Value> value(Field field, String key) {
        return Optional.ofNullable(entries.get(field.subject()))
                .flatMap(all -> Optional.ofNullable(all.get(key)))
                .flatMap(fields -> Optional.ofNullable(fields.get(field)));
    }

    Stream<String> keys(Subject subject) {
        return List.copyOf(entries.getOrDefault(subject, new TreeMap<>()).keySet()).stream();
    }

    /** Something there is that the record has no room for. */
    void leaveOut(String what, int number) {
        if (number > 0) {
            leftOut.merge(what, number, Integer::sum);
        }
    }

    ServerRecord done(Purl packagePurl) {
        put(
                Field.SERVER_LEFT_OUT,
                Value.verified(
                        "bounds of this record",
                        null,
                        leftOut.entrySet().stream()
                                .map(each -> each.getValue() + " " + each.getKey())
                                .toList()));
        var all = new ArrayList<Entry>();
        entries.forEach(
                (subject, byKey) ->
                        byKey.forEach((key, fields) -> all.add(new Entry(subject, key, fields))));
        return new ServerRecord(
                Servers.id(packagePurl),
                packagePurl.withVersion(null).toString(),
                packagePurl.packageName(),
                all);
    }

    private Optional<EnumMap<Field, Value>> entry(Subject subject, String key) {
        var all = entries.computeIfAbsent(subject, none -> new TreeMap<>());
        var known = all.get(key);
        if (known == null && all.size() < MOST_ENTRIES) {
            known = new EnumMap<>(Field.class);
            all.put(key, known);
        } else if (known == null) {
            leaveOut("values of more entries of " + subject.words(), 1);
        }
        return Optional.ofNullable(known);
    }

    private static Value fitting(Field field, Value value) {
        var longest = field.form().kind() == Form.Kind.TEXT ? Form.LONGEST_TEXT : Form.LONGEST_LINE;
        var words = new ArrayList<String>();
        var cut = false;
        for (var word : value.words()) {
            if (words.size() == Form.MOST_WORDS) {
                words.set(
                        Form.MOST_WORDS - 1,
                        "and " + (value.words().size() - Form.MOST_WORDS + 1) + " more");
                break;
            }
            var visible = visible(word, field.form().kind() == Form.Kind.TEXT);
            cut |= visible.length() > longest;
            words.add(
                    visible.length() > longest ? visible.substring(0, longest - 1) + "…" : visible);
        }
        return new Value(
                value.provenance() == Provenance.UNKNOWN ? List.of() : words,
                value.provenance(),
                value.source() + (cut ? ", cut to " + longest + " characters" : ""),
                value.at());
    }

    /** What hides in a text is shown as a mark: manifests are hostile. */
    private static String visible(String word, boolean lines) {
        var visible = new StringBuilder(word.length());
        word.strip()
                .codePoints()
                .forEach(
                        each ->
                                visible.appendCodePoint(
                                        Form.isPlain(each, lines) ? each : '\uFFFD'));
        return visible.toString();
    }
}
