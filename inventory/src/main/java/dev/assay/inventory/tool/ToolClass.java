package dev.assay.inventory.tool;

/** What a tool may be used for. Ordered from the narrowest to the widest. */
public enum ToolClass {
    /** No tool: a client must not offer it at all. */
    NEVER("never"),
    /** It may be called, and changes nothing. */
    READ("read"),
    /** It may be called, and changes something. */
    WRITE("write");

    private final String words;

    ToolClass(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** Whether it allows more than the other does. */
    public boolean isWiderThan(ToolClass other) {
        return compareTo(other) > 0;
    }
}
