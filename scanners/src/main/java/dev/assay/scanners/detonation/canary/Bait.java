package dev.assay.scanners.detonation.canary;

/**
 * What a server is told to call, as an argument or in a variable; calling it is not its own idea.
 */
public final class Bait {

    /** Reserved for examples (RFC 2606, section 2). */
    public static final String HOST = "bait.example";

    /** Reserved for documentation (RFC 5737, section 3). */
    public static final String ADDRESS = "192.0.2.77";

    /** Reserved for documentation (RFC 3849, section 2). */
    public static final String ADDRESS_6 = "2001:db8::77";

    private Bait() {}
}
