package dev.assay.web.page;

import java.util.List;

/**
 * What a release was seen to do.
 *
 * @param css the class of the state's badge
 * @param evidence the link to all that was written down; empty where nothing was
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
        String evidence) {

    /**
     * A destination.
     *
     * @param when in which stages it was called
     * @param carried what went there besides constants
     */
    record Host(String name, String when, String carried) {}

    record Tool(String name, boolean reached, String outcomes) {}

    /** One run. */
    record Lap(String kind, String protocol, String ready, int events) {}
}
