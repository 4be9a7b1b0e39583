package dev.assay.web.page;

import dev.assay.registry.administration.DataAges;
import dev.assay.registry.administration.Jobs;
import dev.assay.registry.administration.SettingsInForce;
import dev.assay.registry.administration.TrustRoots;
import dev.assay.registry.administration.Upstreams;
import dev.assay.registry.vetting.Sandbox;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What an installation stands on.
 *
 * @param counts people and tokens, first what somebody should look at
 * @param told what just happened, or null
 * @param problem why something did not, or null
 */
record AdministrationView(
        List<Count> counts,
        List<Upstreams.Upstream> upstreams,
        List<TrustRoots.Root> roots,
        List<DataAges.Age> ages,
        SandboxView sandbox,
        Jobs.Workers workers,
        List<Jobs.Job> jobs,
        List<Jobs.Failed> failed,
        List<SettingsInForce.Setting> settings,
        @Nullable String told,
        @Nullable String problem) {

    /**
     * Whether servers can be run on the node that answers.
     *
     * @param next what to do about it; empty where nothing is
     * @param tries what was tried
     */
    record SandboxView(
            String badge,
            String css,
            String said,
            String next,
            List<String> tries,
            @Nullable Instant at) {

        static SandboxView of(Sandbox.State state) {
            return switch (state) {
                case Sandbox.State.Off() ->
                        new SandboxView(
                                "switched off",
                                "",
                                "No server is run here, since assay.detonation.enabled is false."
                                        + " What servers do is read from their code alone.",
                                "",
                                List.of(),
                                null);
                case Sandbox.State.Unknown() ->
                        new SandboxView(
                                "not tried yet",
                                "",
                                "It is tried soon after the start, or before the first server is"
                                        + " run.",
                                "",
                                List.of(),
                                null);
                case Sandbox.State.Holds(var way, var tries, var at) ->
                        new SandboxView("holds", "quiet", way, "", tries, at);
                case Sandbox.State.NotHeld(var reason, var whatToDo, var at) ->
                        new SandboxView(
                                "no server is run",
                                "critical",
                                ReleaseController.sentence(reason)
                                        + " What servers do is read from their code alone.",
                                whatToDo,
                                List.of(),
                                at);
            };
        }
    }

    /**
     * @param link where more of it is
     * @param urgent whether somebody should look at it
     */
    record Count(long number, String what, String link, boolean urgent) {}

    /** The class of the badge of a job's state. */
    static String css(Jobs.State state) {
        return switch (state) {
            case RUNNING -> "low";
            case FAILING -> "critical";
            case WAITING -> "";
        };
    }

    static String words(Jobs.State state) {
        return switch (state) {
            case RUNNING -> "running";
            case FAILING -> "failing";
            case WAITING -> "waiting";
        };
    }

    /** The class of the badge of an age. */
    static String css(DataAges.State state) {
        return switch (state) {
            case FRESH -> "quiet";
            case OLD -> "medium";
            case NONE -> "";
            case BROKEN -> "critical";
        };
    }

    static String words(DataAges.State state) {
        return switch (state) {
            case FRESH -> "up to date";
            case OLD -> "old";
            case NONE -> "none";
            case BROKEN -> "broken";
        };
    }
}
