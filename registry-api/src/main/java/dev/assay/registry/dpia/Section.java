package dev.assay.registry.dpia;

import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A part of the document that a person confirms as a whole.
 *
 * @param step of the ICO's seven; 0 for what stands before them
 * @param content of all that it says: a confirmation is of that
 */
public record Section(
        String key, int step, String title, List<Item> items, Sha256 content, Confirmed confirmed) {

    public Section {
        items = List.copyOf(items);
    }

    /**
     * A question with all there is to it.
     *
     * @param hint what to write; may be empty
     * @param answer what a person wrote, or that nobody did; null where nobody is asked
     */
    public record Item(
            String key, String label, String hint, @Nullable Cell answer, List<Block> blocks) {

        public Item {
            blocks = List.copyOf(blocks);
        }

        boolean isMissing() {
            return answer != null && answer.mark() == Mark.UNANSWERED;
        }
    }

    /** Whether somebody gave their word for it. */
    public sealed interface Confirmed {

        /** What stands below the heading. */
        String words();

        /** Nobody did. */
        record Never() implements Confirmed {
            @Override
            public String words() {
                return "NOT CONFIRMED. What is filled in comes from the record; nobody has confirmed"
                        + " this section yet.";
            }
        }

        /** For what it says now. */
        record Holds(String by, String day) implements Confirmed {
            @Override
            public String words() {
                return "Confirmed by " + by + " on " + day + ".";
            }
        }

        /** For what it said then. */
        record Lapsed(String by, String day) implements Confirmed {
            @Override
            public String words() {
                return "CONFIRMATION LAPSED. "
                        + by
                        + " confirmed this section on "
                        + day
                        + "; it has changed since.";
            }
        }
    }

    /** The questions that nobody has answered. */
    public List<Item> missing() {
        return items.stream().filter(Item::isMissing).toList();
    }
}
