package dev.assay.web.page;

import dev.assay.registry.administration.DataAges;
import dev.assay.registry.administration.Jobs;
import dev.assay.registry.administration.SettingsInForce;
import dev.assay.registry.administration.TrustRoots;
import dev.assay.registry.administration.Upstreams;

import org.jspecify.annotations.Nullable;

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
        Jobs.Workers workers,
        List<Jobs.Job> jobs,
        List<Jobs.Failed> failed,
        List<SettingsInForce.Setting> settings,
        @Nullable String told,
        @Nullable String problem) {

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
