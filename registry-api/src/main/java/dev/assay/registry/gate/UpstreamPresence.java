package dev.assay.registry.gate;

import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.LookupOutcome;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.VersionsOutcome;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Whether an upstream has what is refused. Safe for many threads. */
public final class UpstreamPresence {

    private static final int MOST_KNOWN = 10_000;

    private final Upstream upstream;

    /**
     * What it was seen to have, or not to tell of, so that a build that tries again asks nobody.
     */
    private final Set<Purl> there = ConcurrentHashMap.newKeySet();

    public UpstreamPresence(Upstream upstream) {
        this.upstream = upstream;
    }

    /**
     * Whether the upstream says that it has no such thing; one that is away says nothing.
     *
     * @param purl without a version to ask for any
     */
    public boolean isAbsent(Purl purl) throws InterruptedException {
        if (there.contains(purl)) {
            return false;
        }
        var absent =
                purl.version() == null
                        ? upstream.versions(purl, null) instanceof VersionsOutcome.NotFound
                        : switch (upstream.find(purl)) {
                            case LookupOutcome.NoPackage n -> true;
                            case LookupOutcome.NoVersion n -> true;
                            default -> false;
                        };
        if (!absent) {
            if (there.size() >= MOST_KNOWN) {
                there.clear();
            }
            there.add(purl);
        }
        return absent;
    }
}
