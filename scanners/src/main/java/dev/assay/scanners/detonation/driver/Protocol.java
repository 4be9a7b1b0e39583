package dev.assay.scanners.detonation.driver;

/**
 * How a session is opened. {@value #STATELESS} has no handshake: every request says its version,
 * and {@code server/discover} tells what the server offers (Model Context Protocol 2026-07-28,
 * versioning).
 *
 * @param version the newest version to offer in a handshake
 * @param discover whether to ask without a handshake first
 */
public record Protocol(String version, boolean discover) {

    static final String STATELESS = "2026-07-28";

    /** What most clients open with. */
    public static final Protocol CURRENT = new Protocol("2025-11-25", false);

    /** The newest first, then an older one. */
    public static final Protocol OTHER = new Protocol("2025-06-18", true);
}
