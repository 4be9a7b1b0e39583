package dev.assay.web.page;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What a release was seen to do.
 *
 * @param css the class of the state's badge
 * @param evidence the link to all that was written down; empty where nothing was
 * @param appeared what was seen since it was approved, and not before
 * @param history all its runs, the newest first
 * @param newest the id of the newest run that saw something; empty where none did
 * @param others runs to compare it with, of this version and of others
 * @param working what is being done, while it is run; else null
 * @param mayAsk whether the reader may have it run again now
 * @param objection why a reader who decides cannot have it run again now; empty where they can
 */
record RunView(
        String state,
        String css,
        String said,
        List<Host> hosts,
        List<Tool> tools,
        List<Lap> laps,
        List<String> only,
        List<String> notes,
        String evidence,
        List<Appeared> appeared,
        List<Past> history,
        String newest,
        List<Other> others,
        @Nullable String working,
        boolean mayAsk,
        String objection) {

    /**
     * A destination.
     *
     * @param when in which stages it was called
     * @param carried what went there besides constants
     */
    record Host(String name, String when, String carried) {}

    /**
     * A tool.
     *
     * @param pin the digest of what was listed of it; empty where it was not pinned
     * @param code how that compares with its code; empty likewise
     */
    record Tool(String name, boolean reached, String outcomes, String pin, String code) {}

    /** A run that another can be compared with. */
    record Other(String id, String name) {}

    record Appeared(String severity, String title) {}

    /**
     * A run of it.
     *
     * @param why who asked for it, or that it was vetted
     * @param evidence the link to what was written down; empty where nothing was
     */
    record Past(
            int number,
            Instant at,
            String why,
            String state,
            String css,
            String said,
            String way,
            String evidence) {}

    /** One start of the server within a run. */
    record Lap(String kind, String protocol, String ready, int events) {}
}
