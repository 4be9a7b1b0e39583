package dev.assay.registry.vetting;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.registry.workflow.PresentStates;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.Upstreams;
import dev.assay.scanners.ecosystem.VersionsOutcome;

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
        if (upstream == null || upstream.ecosystem().isVersioned()) {
            return new Outcome.Named(named);
        }
        try {
            return switch (upstream.versions(named, null)) {
                case VersionsOutcome.Found(var offered) ->
                        new Outcome.Named(known(upstream, named, offered.all().iterator().next()));
                case VersionsOutcome.Unlisted(var reason) -> new Outcome.Unknown(reason);
                case VersionsOutcome.NotFound(var reason) -> new Outcome.Unknown(reason);
                case VersionsOutcome.Malformed(var reason) -> new Outcome.Unknown(reason);
                case VersionsOutcome.Unavailable(var reason, var after) ->
                        new Outcome.Unknown(reason);
                case VersionsOutcome.NotConfigured(var reason) -> new Outcome.Unknown(reason);
                case VersionsOutcome.NotModified() ->
                        throw new IllegalStateException("not modified, although nothing was kept");
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Unknown("asking for it was broken off; ask again");
        }
    }

    private Purl known(Upstream upstream, Purl named, String version) {
        return releases.ofPackage(named).stream()
                .map(Release::purl)
                .filter(each -> upstream.ecosystem().isSame(each.exactVersion(), version))
                .min(Comparator.comparing(Purl::exactVersion))
                .orElseGet(() -> named.withVersion(version));
    }
}
