package dev.assay.scanners.signature;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One way in which a signature can be, and what has to come of it.
 *
 * @param name the case, after its defect where it has one
 * @param of which proof it is about
 * @param told what is wrong, for the page
 * @param expected the state, and the defect of what is invalid
 * @param looked looks at what is wrong
 */
record SignatureCase(
        String name, String of, String told, String expected, Supplier<Outcome<?>> looked) {

    /** Of npm's, where the evidence is made wrong. */
    SignatureCase(
            String name, Part part, String told, String expected, Consumer<Evidence> evidence) {
        this(
                name,
                part.words(),
                told,
                expected,
                () -> {
                    var made = new Evidence();
                    evidence.accept(made);
                    return part.of.apply(made.check());
                });
    }

    enum Part {
        REGISTRY("registry signature", Signatures::registry),
        PUBLICATION("publication", Signatures::publication),
        PROVENANCE("provenance", Signatures::provenance);

        private final String words;
        private final Function<Signatures, Outcome<?>> of;

        Part(String words, Function<Signatures, Outcome<?>> of) {
            this.words = words;
            this.of = of;
        }

        String words() {
            return words;
        }
    }

    Outcome<?> outcome() {
        return looked.get();
    }

    /** The outcome as a row of the table says it. */
    static String words(Outcome<?> outcome) {
        var defect = outcome.defectOrNull();
        return defect == null ? outcome.state() : outcome.state() + ": " + defect.words();
    }

    String row() {
        return "| `" + name + "` | " + of + " | " + told + " | " + expected + " |";
    }

    @Override
    public String toString() {
        return of + ": " + name;
    }
}
