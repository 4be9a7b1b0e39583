package dev.assay.inventory.server;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What servers are filtered and counted by. Each is also a parameter of an address. */
public enum Facet {
    /** Where its newest word stands: the words of the states of a release. */
    STATE("State"),
    /** The type of its package URL. */
    ECOSYSTEM("Ecosystem"),
    TIER("Tier"),
    /** The stages its releases are approved for. */
    STAGE("Approved for"),
    /** Whose data it sees, as whoever asked for it says. */
    DATA("Data"),
    DESTINATION("Destination"),
    OWNER("Owner"),
    /** What somebody should know of: the constants of {@link Mark}. */
    MARK("Marked");

    /** The facet's value where nobody said anything. */
    public static final String UNKNOWN = "unknown";

    private final String title;

    Facet(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** The name of its parameter. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Facet> of(String key) {
        return Arrays.stream(values()).filter(each -> each.key().equals(key)).findFirst();
    }

    /** What a server may be marked with. */
    public enum Mark {
        UPDATE("update-in-review", "Newer version in review"),
        FINDINGS("open-findings", "Open findings"),
        WAIVER("waiver", "Waiver"),
        BREAK_GLASS("break-glass", "Break-glass"),
        TASK("task", "Task open");

        private final String value;
        private final String title;

        Mark(String value, String title) {
            this.value = value;
            this.title = title;
        }

        public String value() {
            return value;
        }

        public String title() {
            return title;
        }
    }
}
