package dev.assay.scanners.detonation.entry;

/** Where things are inside of a cell. */
public final class InCell {

    /** What was installed; read-only while a server runs. */
    public static final String CODE = "/app";

    public static final String HOME = "/home/u";

    /** Files of ours, and what runtimes are told to write. */
    public static final String KIT = "/kit";

    /** Where a runtime writes which functions ran. */
    public static final String COVERAGE = KIT + "/coverage";

    /** The certificate that the sinkhole's are signed with, in PEM. */
    public static final String AUTHORITY = KIT + "/authority.pem";

    private InCell() {}
}
