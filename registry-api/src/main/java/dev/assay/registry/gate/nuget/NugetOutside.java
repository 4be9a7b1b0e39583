package dev.assay.registry.gate.nuget;

import dev.assay.registry.gate.EcosystemPassage;
import dev.assay.registry.gate.GateAnswer;
import dev.assay.registry.gate.GateRequest;
import dev.assay.registry.gate.Outside;
import dev.assay.registry.gate.Passage;
import dev.assay.registry.gate.Scope;
import dev.assay.scanners.artifact.nuget.PackedNuspec;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.LookupOutcome;
import dev.assay.scanners.ecosystem.OfferedRelease;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.VersionsOutcome;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/** NuGet's packages that are nobody's here, where {@code gate.nuget.outside} lets them pass. */
final class NugetOutside {

    private final EcosystemPassage passage;
    private final Upstream upstream;
    private final NugetDialect dialect;

    NugetOutside(
            Outside outside,
            Upstream upstream,
            Predicate<Purl> bound,
            Passage passage,
            NugetDialect dialect) {
        this.passage = passage.of("nuget", outside, bound);
        this.upstream = upstream;
        this.dialect = dialect;
    }

    /** The list of a package's versions; empty where it is not let pass, or is not there. */
    Optional<GateAnswer> versions(Scope scope, Purl named) throws InterruptedException {
        if (!passage.isOpen(scope, named)) {
            return Optional.empty();
        }
        return switch (upstream.versions(named, null)) {
            case VersionsOutcome.Found(var offered) ->
                    Optional.of(
                            Passage.document(
                                    "application/json",
                                    NugetDocuments.versions(
                                            dialect.newestFirst(offered.all()).reversed())));
            case VersionsOutcome.NotFound n -> Optional.empty();
            case VersionsOutcome.NotModified n -> Optional.empty();
            case VersionsOutcome.Unlisted(var reason) -> EcosystemPassage.away(reason);
            case VersionsOutcome.Malformed(var reason) -> EcosystemPassage.away(reason);
            case VersionsOutcome.NotConfigured(var reason) -> EcosystemPassage.away(reason);
            case VersionsOutcome.Unavailable(var reason, var after) ->
                    EcosystemPassage.away(reason);
        };
    }

    /** A package's file; empty where it is not let pass, or is not there. */
    Optional<GateAnswer> file(GateRequest request, Scope scope, Purl release)
            throws InterruptedException, IOException {
        var found = offered(scope, release);
        return found instanceof Offer.Of(var offered)
                ? passage.file(request, release.toString(), offered::fetch)
                : found.answer();
    }

    /** The manifest out of it; likewise. */
    Optional<GateAnswer> manifest(Scope scope, Purl release)
            throws InterruptedException, IOException {
        var found = offered(scope, release);
        return found instanceof Offer.Of(var offered)
                ? passage.fetched(
                        offered::fetch,
                        fetched ->
                                Passage.document(
                                        "application/xml", PackedNuspec.manifest(fetched.file())))
                : found.answer();
    }

    /** What upstream has of a version. */
    private sealed interface Offer {

        Optional<GateAnswer> answer();

        record Of(OfferedRelease release) implements Offer {
            @Override
            public Optional<GateAnswer> answer() {
                return Optional.empty();
            }
        }

        record None(Optional<GateAnswer> answer) implements Offer {}
    }

    private Offer offered(Scope scope, Purl release) throws InterruptedException {
        if (!passage.isOpen(scope, release)) {
            return new Offer.None(Optional.empty());
        }
        return switch (upstream.find(release)) {
            case LookupOutcome.Found(var offered) -> new Offer.Of(offered);
            case LookupOutcome.Unavailable(var reason, var after) ->
                    new Offer.None(EcosystemPassage.away(reason));
            case LookupOutcome.NotConfigured(var reason) ->
                    new Offer.None(EcosystemPassage.away(reason));
            case LookupOutcome.Malformed(var reason) ->
                    new Offer.None(EcosystemPassage.away(reason));
            case LookupOutcome other -> new Offer.None(Optional.empty());
        };
    }
}
