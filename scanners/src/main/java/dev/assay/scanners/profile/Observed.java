package dev.assay.scanners.profile;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What one version was seen to do; the document {@code assay-observed/1}. It is compared with that
 * of another version as profiles are.
 *
 * @param schema {@value #SCHEMA}
 * @param engine the version of what runs and observes; documents of another version are compared
 *     with none of this
 * @param purl the release
 * @param outcome how far it came
 * @param problem why it came no further; null where it did
 * @param server what it calls itself, and the protocol it spoke
 * @param runs one after another
 * @param facts what all runs of the same kind have in common
 * @param gated what was only seen when clock, locale, host name and CI variables were others, or
 *     when hosts answered with errors, which {@link #WHEN} tells apart
 * @param unsteady what only some of the same runs had, in words; compared with nothing
 * @param forbidden system calls that it tried and that the cell forbids
 * @param tools each tool with what came of its calls
 * @param executed files of the release and, for each, the functions that ran
 * @param missing what could not be observed here, and why
 */
public record Observed(
        String schema,
        int engine,
        String purl,
        Outcome outcome,
        @Nullable String problem,
        Server server,
        List<Run> runs,
        List<Fact> facts,
        List<Fact> gated,
        List<String> unsteady,
        List<String> forbidden,
        List<Tool> tools,
        Map<String, List<Span>> executed,
        List<Missing> missing) {

    public static final String SCHEMA = "assay-observed/1";

    /** Raised whenever a run does or observes more or differently. */
    public static final int ENGINE = 3;

    /** The detail of a fact in {@link #gated} that says in what surroundings it was seen. */
    public static final String WHEN = "when";

    /** When hosts answered with errors; without this detail, when the surroundings were others. */
    public static final String ERRORS = "errors";

    /** How far a server came. */
    public enum Outcome {
        /** It listed its tools, and they were called. */
        DRIVEN,
        /** It was started, and did not come to list its tools. */
        NOT_READY,
        /** There is nothing in it that can be started here. */
        NOT_STARTED
    }

    /** What a server calls itself; each may be empty. */
    public record Server(String name, String version, String protocol) {}

    /**
     * One run.
     *
     * @param kind {@code install}, {@code same}, {@code varied} or {@code errors}
     * @param readyMillis from its start to its list of tools; 0 where it did not come to that
     * @param events how much was sent
     * @param problem why it was not ready, or null
     * @param endpoint where it listened, with a numeric address; null where it was spoken to over
     *     its standard streams
     */
    public record Run(
            String kind,
            String protocol,
            long readyMillis,
            int events,
            @Nullable String problem,
            @Nullable String endpoint) {}

    /**
     * A tool.
     *
     * @param reached whether its own code ran
     * @param outcomes of its calls, in order
     */
    public record Tool(String name, boolean reached, List<String> outcomes) {}

    /** A function that ran: UTF-16 units from the start of its file; the first is part of it. */
    public record Span(int start, int end) {}

    /** Something that was not observed. */
    public record Missing(String what, String why) {}

    public Observed {
        Objects.requireNonNull(schema, "schema is null");
        Objects.requireNonNull(purl, "purl is null");
        Objects.requireNonNull(outcome, "outcome is null");
        runs = List.copyOf(runs);
        facts = List.copyOf(facts);
        gated = List.copyOf(gated);
        unsteady = List.copyOf(unsteady);
        forbidden = List.copyOf(forbidden);
        tools = List.copyOf(tools);
        executed = Map.copyOf(executed);
        missing = List.copyOf(missing);
    }

    /** Of a release in which there is nothing that can be started. */
    public static Observed notStarted(String purl, String problem) {
        return new Observed(
                SCHEMA,
                ENGINE,
                purl,
                Outcome.NOT_STARTED,
                problem,
                new Server("", "", ""),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of());
    }
}
