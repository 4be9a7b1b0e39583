package dev.assay.inventory.server;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a list of servers may be sorted by. */
public enum ServerOrder {
    NAME("name", false, "Name"),
    /** What waits for somebody first. */
    STATE("state_rank", false, "State"),
    TIER("tier_rank", false, "Tier, highest first"),
    /** What is overdue first. */
    DUE("due", false, "Due first"),
    FINDINGS("findings", true, "Most open findings"),
    CHANGED("changed_at", true, "Last changed");

    private final String column;
    private final boolean descending;
    private final String title;

    ServerOrder(String column, boolean descending, String title) {
        this.column = column;
        this.descending = descending;
        this.title = title;
    }

    public String title() {
        return title;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ServerOrder> of(String key) {
        return Arrays.stream(values()).filter(each -> each.key().equals(key)).findFirst();
    }

    /** Each row has its place, so that a page begins where the one before ended. */
    String sql(String by) {
        var direction = descending ? " DESC" : "";
        return by + direction + ", s.id" + direction;
    }

    String column() {
        return column;
    }

    String after() {
        return "(s." + column + ", s.id) " + (descending ? "<" : ">") + " (:cursorKey, :cursorId)";
    }

    /**
     * The value that a cursor carries as text.
     *
     * @throws RuntimeException where it is none of this order
     */
    Object parse(String text) {
        return switch (this) {
            case NAME -> text;
            case STATE, TIER, FINDINGS -> Integer.valueOf(text);
            case DUE -> LocalDate.parse(text);
            case CHANGED -> Instant.parse(text).atOffset(ZoneOffset.UTC);
        };
    }
}
