package dev.assay.registry.register;

import dev.assay.inventory.record.Provenance;
import dev.assay.inventory.record.Value;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A cell that several values make together; it is as sure as the least sure of them. */
final class Gathered {

    private final Set<String> words = new LinkedHashSet<>();
    private final Set<String> sources = new LinkedHashSet<>();
    private Provenance least = Provenance.VERIFIED;

    /** Adds the words of a value as they are; what is unknown is said to be. */
    Gathered add(Value value) {
        return add("", value, "");
    }

    /** Adds each word with where it belongs behind it. */
    Gathered with(Value value, String place) {
        return add("", value, " (" + place + ")");
    }

    /** Adds all words behind a label. */
    Gathered labelled(String label, Value value) {
        note(value);
        if (!value.isKnown()) {
            words.add(label + ": " + Cell.unknownWords(value.source()));
        } else {
            words.add(label + ": " + (value.words().isEmpty() ? "none" : value.text()));
        }
        return this;
    }

    /** Adds something that Assay knows. */
    Gathered word(String word) {
        words.add(word);
        return this;
    }

    private Gathered add(String before, Value value, String behind) {
        note(value);
        if (!value.isKnown()) {
            words.add(before + Cell.unknownWords(value.source()) + behind);
        }
        value.words().forEach(each -> words.add(before + each + behind));
        return this;
    }

    private void note(Value value) {
        if (value.provenance().compareTo(least) > 0) {
            least = value.provenance();
        }
        if (!value.source().isBlank()) {
            sources.add(value.source());
        }
    }

    Cell cell() {
        return new Cell(List.copyOf(words), least, String.join("; ", new ArrayList<>(sources)));
    }
}
