package dev.assay.registry.register;

import dev.assay.inventory.record.Provenance;
import dev.assay.inventory.record.Value;

import java.util.List;

/**
 * What stands in one place of a register.
 *
 * @param words none where it is known that there is none, or nothing is known
 * @param provenance of the least sure of what it is put together from; there may be words beside
 *     something that is unknown
 * @param source who or what says so, or why nobody knows
 */
public record Cell(List<String> words, Provenance provenance, String source) {

    public Cell {
        words = List.copyOf(words);
    }

    public static Cell of(Value value) {
        return new Cell(value.words(), value.provenance(), value.source());
    }

    /** What Assay itself made out. */
    public static Cell verified(String words) {
        return new Cell(List.of(words), Provenance.VERIFIED, "Assay");
    }

    public static Cell unknown(String why) {
        return new Cell(List.of(), Provenance.UNKNOWN, why);
    }

    /** In one text that is never blank. */
    public String text() {
        if (!words.isEmpty()) {
            return String.join("; ", words);
        }
        return provenance == Provenance.UNKNOWN ? unknownWords(source) : "none";
    }

    static String unknownWords(String why) {
        return why.isBlank() ? "unknown" : "unknown (" + why + ")";
    }
}
