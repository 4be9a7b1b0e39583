package dev.assay.registry.vetting;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.registry.workflow.PresentStates;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.PresentOutcome;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.Upstreams;

import java.util.Comparator;

/** Asks the upstreams. A state that is on record already keeps the name that it has there. */
final class UpstreamStates implements PresentStates {

    private final Upstreams upstreams;
    private final ReleaseStore releases;

    UpstreamStates(Upstreams upstreams, ReleaseStore releases) {
        this.upstreams = upstreams;
        this.releases = releases;
    }

    @Override
    public Outcome of(Purl named) {
        var upstream = upstreams.of(named).orElse(null);
        if (upstream == null || !upstream.ecosystem().moves(named)) {
            return new Outcome.Named(named);
        }
        try {
            return switch (upstream.present(named)) {
                case PresentOutcome.Named(var release) ->
                        new Outcome.Named(known(upstream, release));
                case PresentOutcome.Unknown(var reason) -> new Outcome.Unknown(reason);
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Unknown("asking for it was broken off; ask again");
        }
    }

    private Purl known(Upstream upstream, Purl release) {
        return releases.ofPackage(release).stream()
                .map(Release::purl)
                .filter(
                        each ->
                                upstream.ecosystem()
                                        .isSame(each.exactVersion(), release.exactVersion()))
                .min(Comparator.comparing(Purl::exactVersion))
                .orElse(release);
    }
}
