package dev.assay.inventory.record;

import dev.assay.inventory.store.Id;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What somebody said of a field. It is never changed: who says something else says so anew.
 *
 * @param key the entry that is spoken of; empty for the server itself
 * @param words null where somebody takes back what was said, none where there is none
 * @param reason why, or where it is known from; may be empty
 */
public record StatedValue(
        Id server,
        Field field,
        String key,
        @Nullable List<String> words,
        Id by,
        Instant at,
        String reason) {

    public StatedValue {
        words = words == null ? null : List.copyOf(words);
    }

    public Subject subject() {
        return field.subject();
    }
}
