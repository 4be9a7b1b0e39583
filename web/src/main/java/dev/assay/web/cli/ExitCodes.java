package dev.assay.web.cli;

/** What a command tells the script that ran it. */
final class ExitCodes {

    static final int CLEAN = 0;
    static final int FOUND = 1;
    static final int USAGE = 2;
    static final int INCOMPLETE = 3;

    private ExitCodes() {}
}
