package dev.assay.scanners.detonation;

import dev.assay.scanners.detonation.canary.Canaries;
import dev.assay.scanners.detonation.sinkhole.Variant;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * What hosts say in the run that is going on: with a canary of each host in it, so that an answer
 * is known again when it is sent on to another, or with errors alone.
 */
final class HostsAnswers {

    /** What a server makes names of at run time would fill the search for canaries. */
    private static final int MOST_HOSTS = 100;

    private final Set<String> hosts = new HashSet<>();
    private final Set<String> called = new HashSet<>();
    private @Nullable Canaries canaries;
    private boolean failing;
    private String stage = "";
    private Variant variant = Variant.PLAUSIBLE;

    /** Begins a run in which all goes well. */
    synchronized void well(Canaries canaries) {
        begin(canaries, false);
    }

    /** Begins a run in which nothing does. */
    synchronized void badly(Canaries canaries) {
        begin(canaries, true);
    }

    private void begin(Canaries canaries, boolean failing) {
        this.canaries = canaries;
        this.failing = failing;
        hosts.clear();
        called.clear();
        stage("");
    }

    /**
     * What the server is asked to do next. In a run of errors hosts are broken, and call the
     * credentials wrong when a tool is called once more: both have other code after them.
     */
    synchronized void stage(String next) {
        if (!failing) {
            variant = Variant.PLAUSIBLE;
        } else if (!next.equals(stage) || next.startsWith("tool:")) {
            variant =
                    !next.startsWith("tool:") || called.add(next)
                            ? Variant.FAILING
                            : Variant.UNAUTHORIZED;
        }
        stage = next;
    }

    synchronized Variant variant() {
        return variant;
    }

    /** The text that stands in answers of a host; empty where there are too many hosts. */
    synchronized String bait(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        if (canaries == null || !hosts.contains(name) && hosts.size() >= MOST_HOSTS) {
            return "";
        }
        hosts.add(name);
        return canaries.at("answer:" + name).value();
    }
}
