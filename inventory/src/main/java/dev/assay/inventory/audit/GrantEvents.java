package dev.assay.inventory.audit;

/**
 * How the events about grants are worded. They have no place for a tool, so the search by tool
 * finds them by these words: whoever writes one takes them from here.
 */
public final class GrantEvents {

    /** What the name of a consumer stands behind where an event is about one. */
    static final String CONSUMER = "consumer ";

    private static final String OF = " of ";

    private GrantEvents() {}

    /** What an event about a consumer is about. */
    public static String about(String consumer) {
        return CONSUMER + consumer;
    }

    /** How the detail of an event about a grant begins. */
    public static String words(String tool, String server, String environment) {
        return tool + OF + server + " in " + environment;
    }

    /** What the detail of an event about a grant of a tool is like. */
    static String like(String tool) {
        return AuditSearch.literally(tool) + OF + "%";
    }
}
