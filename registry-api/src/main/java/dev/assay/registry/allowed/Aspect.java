package dev.assay.registry.allowed;

/** Something that a policy says, and that not every target can. */
public enum Aspect {
    /** Which tools may be called, and that no other may. */
    TOOLS("tools", "keep tools apart"),
    /** Who has to agree to a call. */
    APPROVAL("approval", "ask anybody before a call"),
    /** What a tool may be called with. */
    CONSTRAINTS("constraints", "limit what a tool is called with"),
    /** How often a tool may be called. */
    RATES("rates", "limit how often a tool is called"),
    /** At which port a host may be reached. */
    PORTS("ports", "keep the ports of a host apart");

    private final String words;
    private final String deed;

    Aspect(String words, String deed) {
        this.words = words;
        this.deed = deed;
    }

    /** As a parameter names it. */
    public String words() {
        return words;
    }

    /** What a target that says it does. */
    String deed() {
        return deed;
    }
}
