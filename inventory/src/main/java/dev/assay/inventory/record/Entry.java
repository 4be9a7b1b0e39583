package dev.assay.inventory.record;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * One thing that a record speaks of, with all of its fields.
 *
 * @param key what tells it from others of its kind in one record: a version, a tool's name, a host
 * @param fields every field of its subject; what nobody knows is there too, as unknown
 */
public record Entry(Subject subject, String key, Map<Field, Value> fields) {

    /** What a field holds of which nobody said anything, and nothing was found. */
    static final Value UNSAID = Value.unknown("nobody has said");

    public Entry {
        var all = new EnumMap<Field, Value>(Field.class);
        for (var field : Field.of(subject)) {
            all.put(field, fields.getOrDefault(field, UNSAID));
        }
        if (!all.keySet().containsAll(fields.keySet())) {
            throw new IllegalArgumentException(fields.keySet() + " are not all of a " + subject);
        }
        fields = Collections.unmodifiableMap(all);
    }

    /**
     * @throws IllegalArgumentException where the field is of another subject
     */
    public Value value(Field field) {
        var value = fields.get(field);
        if (value == null) {
            throw new IllegalArgumentException(field + " is no field of a " + subject);
        }
        return value;
    }

    /** Its value in one line, empty where nothing is known. */
    public String text(Field field) {
        return value(field).text();
    }
}
