package dev.assay.inventory.record;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is different between two records of a server.
 *
 * @param field null where the whole entry came or went
 * @param before null where there was no such entry, or where it came whole
 * @param after null where there is no such entry any more
 */
public record RecordChange(
        Subject subject,
        String key,
        @Nullable Field field,
        @Nullable Value before,
        @Nullable Value after,
        Kind kind) {

    /** What happened. */
    public enum Kind {
        ADDED("added"),
        REMOVED("removed"),
        CHANGED("changed");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** Everything that is different, by subject and key. */
    public static List<RecordChange> between(ServerRecord before, ServerRecord after) {
        var earlier = byName(before);
        var later = byName(after);
        var changes = new ArrayList<RecordChange>();
        earlier.forEach(
                (name, entry) -> {
                    var now = later.get(name);
                    if (now == null) {
                        changes.add(whole(entry, Kind.REMOVED));
                    } else {
                        changes.addAll(between(entry, now));
                    }
                });
        later.forEach(
                (name, entry) -> {
                    if (!earlier.containsKey(name)) {
                        changes.add(whole(entry, Kind.ADDED));
                    }
                });
        changes.sort(Comparator.comparing(RecordChange::subject).thenComparing(RecordChange::key));
        return List.copyOf(changes);
    }

    private record Name(Subject subject, String key) {}

    private static Map<Name, Entry> byName(ServerRecord record) {
        var byName = new LinkedHashMap<Name, Entry>();
        record.entries().forEach(each -> byName.put(new Name(each.subject(), each.key()), each));
        return byName;
    }

    private static RecordChange whole(Entry entry, Kind kind) {
        return new RecordChange(entry.subject(), entry.key(), null, null, null, kind);
    }

    private static List<RecordChange> between(Entry before, Entry after) {
        return Field.of(before.subject()).stream()
                .filter(each -> !before.value(each).equals(after.value(each)))
                .map(
                        each ->
                                new RecordChange(
                                        before.subject(),
                                        before.key(),
                                        each,
                                        before.value(each),
                                        after.value(each),
                                        Kind.CHANGED))
                .toList();
    }
}
