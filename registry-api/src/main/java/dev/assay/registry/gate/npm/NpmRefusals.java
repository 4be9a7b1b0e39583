package dev.assay.registry.gate.npm;

import dev.assay.registry.gate.Addresses;
import dev.assay.registry.gate.Block;
import dev.assay.registry.gate.Cause;
import dev.assay.registry.gate.Faults;
import dev.assay.registry.gate.GateAnswer;
import dev.assay.registry.gate.GateRequest;
import dev.assay.registry.gate.Refusals;
import dev.assay.registry.gate.Refusals.Alternative;
import dev.assay.registry.gate.Refusals.Link;
import dev.assay.registry.gate.Scope;
import dev.assay.registry.gate.Sightings;
import dev.assay.registry.gate.npm.UpstreamOutlines.Known;
import dev.assay.scanners.coordinates.Purl;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Refuses npm's clients: with what to install instead, and a sighting where nobody asked yet. */
final class NpmRefusals {

    /** A refusal that upstream's word could turn into "there is no such thing" waits this long. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int MOST_ALTERNATIVES = 3;

    private final UpstreamOutlines outlines;
    private final Sightings sightings;
    private final Refusals refusals;
    private final Addresses addresses;

    NpmRefusals(
            UpstreamOutlines outlines,
            Sightings sightings,
            Refusals refusals,
            Addresses addresses) {
        this.outlines = outlines;
        this.sightings = sightings;
        this.refusals = refusals;
        this.addresses = addresses;
    }

    /**
     * Refuses, or says that there is no such thing where nobody here knows of it and upstream has
     * none. A typing mistake makes no sighting.
     */
    GateAnswer refuse(GateRequest request, Scope scope, Block block) throws InterruptedException {
        var link = Refusals.link(block);
        if (link.isEmpty() && block.cause() == Cause.NEVER_REQUESTED) {
            var absent = absent(block.purl());
            if (absent.isPresent()) {
                return absent.get();
            }
            link = Optional.of(Link.of(sightings.sight(block.purl(), request.client())));
        }
        return refusals.answer(
                request,
                block,
                alternatives(request, scope, block.purl().withVersion(null)),
                link.orElseGet(Link.None::new));
    }

    private Optional<GateAnswer> absent(Purl purl) throws InterruptedException {
        var name = purl.packageName();
        return switch (outlines.ask(name, PATIENCE)) {
            case Known.None n ->
                    Optional.of(
                            Faults.plain(
                                    404,
                                    "No such package upstream: " + name,
                                    "the upstream registry has no package " + name));
            case Known.Listed(var outline) ->
                    purl.version() == null || outline.versions().containsKey(purl.version())
                            ? Optional.empty()
                            : Optional.of(
                                    Faults.plain(
                                            404,
                                            "No such version upstream",
                                            "the upstream registry has no version "
                                                    + purl.version()
                                                    + " of "
                                                    + name));
            case Known.Away a -> Optional.empty();
        };
    }

    /** The newest approved versions, each with the command that installs it and its closure. */
    List<Alternative> alternatives(GateRequest request, Scope scope, Purl packagePurl) {
        var union =
                new Scope(scope.snapshot(), scope.alterations(), scope.stage(), null, scope.now());
        var allowed = union.allowed(packagePurl);
        var registry = addresses.gate(request) + "npm/~/";
        return SemverOrder.newestFirst(allowed.keySet()).stream()
                .limit(MOST_ALTERNATIVES)
                .map(
                        version -> {
                            var hold = allowed.get(version);
                            return hold == null
                                    ? new Alternative(version, "")
                                    : new Alternative(
                                            version,
                                            "npm install "
                                                    + packagePurl.packageName()
                                                    + "@"
                                                    + version
                                                    + " --registry "
                                                    + registry
                                                    + hold.release().id()
                                                    + "/");
                        })
                .toList();
    }
}
