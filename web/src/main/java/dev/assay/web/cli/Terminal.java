package dev.assay.web.cli;

import java.io.PrintStream;

/** Whether somebody is watching, and what they see while they wait. */
final class Terminal {

    private final boolean watched;
    private final PrintStream error;

    Terminal(boolean watched, PrintStream error) {
        this.watched = watched;
        this.error = error;
    }

    static Terminal ofProcess() {
        var console = System.console();
        return new Terminal(console != null && console.isTerminal(), System.err);
    }

    /** {@code NO_COLOR} is honoured (no-color.org). */
    boolean showsColour() {
        return watched && System.getenv("NO_COLOR") == null;
    }

    /** Says what is going on, over what was said before. */
    synchronized void progress(String message) {
        if (watched) {
            error.print("\r\u001b[2K" + message);
            error.flush();
        }
    }

    /** Clears the progress line. */
    synchronized void done() {
        if (watched) {
            error.print("\r\u001b[2K");
            error.flush();
        }
    }
}
