package dev.assay.registry.record;

import dev.assay.inventory.record.Value;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** Values, by how they are known. */
final class Known {

    private Known() {}

    /** What the gate and the reviews go by here. */
    static Value here(@Nullable Instant at, String... words) {
        return here(at, List.of(words));
    }

    static Value here(@Nullable Instant at, List<String> words) {
        return Value.verified("on record in Assay", at, words);
    }

    /** What Assay found in the bytes. */
    static Value found(String how, String... words) {
        return Value.verified(how, null, List.of(words));
    }

    static Value found(String how, List<String> words) {
        return Value.verified(how, null, words);
    }

    static Value yesNo(String how, boolean yes) {
        return found(how, yes ? "yes" : "no");
    }

    /** What somebody else claims; unknown where they do not. */
    static Value declared(String where, @Nullable String word) {
        return word == null || word.isBlank()
                ? Value.unknown(where + " does not say")
                : Value.declared(where, null, List.of(word));
    }

    static Value declared(String where, List<String> words) {
        return words.isEmpty()
                ? Value.unknown(where + " does not say")
                : Value.declared(where, null, words);
    }

    /** What a person says; unknown where nothing was said. */
    static Value said(String who, @Nullable Instant at, String word) {
        return word.isBlank()
                ? Value.unknown("nobody has said")
                : Value.stated(who, at, List.of(word));
    }

    static Value said(String who, @Nullable Instant at, List<String> words) {
        return words.isEmpty() ? Value.unknown("nobody has said") : Value.stated(who, at, words);
    }
}
