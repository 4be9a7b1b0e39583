package dev.assay.inventory.record;

import java.util.Arrays;
import java.util.Optional;

/** What a record speaks of. */
public enum Subject {
    SERVER("server"),
    RELEASE("release"),
    TOOL("tool"),
    DESTINATION("destination"),
    SYSTEM("system"),
    IDENTITY("identity"),
    CREDENTIAL("credential"),
    CONSUMER("consumer"),
    /** One tool for one consumer in one environment. */
    GRANT("grant"),
    /** One item of a checklist, with its evidence. */
    CHECK("check"),
    /** A decision, condition, waiver or review. */
    DECISION("decision");

    private final String words;

    Subject(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    public static Optional<Subject> find(String words) {
        return Arrays.stream(values()).filter(each -> each.words.equals(words)).findFirst();
    }
}
