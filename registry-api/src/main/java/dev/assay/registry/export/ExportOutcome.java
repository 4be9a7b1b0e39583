package dev.assay.registry.export;

import java.util.List;

/** Whether an export came to be. */
public sealed interface ExportOutcome {

    /** It is written whole. */
    record Written() implements ExportOutcome {}

    /**
     * There is none: written as asked for, it would say more or less than what was approved.
     *
     * @param unsaid the first of what stands against it; never empty
     * @param more how many more there are
     */
    record Refused(List<Unsaid> unsaid, int more) implements ExportOutcome {

        public Refused {
            if (unsaid.isEmpty()) {
                throw new IllegalArgumentException("refused for nothing");
            }
            unsaid = List.copyOf(unsaid);
        }

        public Refused(Unsaid unsaid) {
            this(List.of(unsaid), 0);
        }
    }
}
