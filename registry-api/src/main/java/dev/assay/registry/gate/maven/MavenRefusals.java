package dev.assay.registry.gate.maven;

import dev.assay.registry.gate.Addresses;
import dev.assay.registry.gate.Block;
import dev.assay.registry.gate.Cause;
import dev.assay.registry.gate.Faults;
import dev.assay.registry.gate.GateAnswer;
import dev.assay.registry.gate.GateRequest;
import dev.assay.registry.gate.MavenCommand;
import dev.assay.registry.gate.Refusals;
import dev.assay.registry.gate.Refusals.Alternative;
import dev.assay.registry.gate.Refusals.Link;
import dev.assay.registry.gate.Scope;
import dev.assay.registry.gate.Sightings;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.LookupOutcome;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.VersionsOutcome;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Refuses Maven's clients: with what to use instead, and a sighting where nobody asked yet. */
final class MavenRefusals {

    private static final int MOST_ALTERNATIVES = 3;
    private static final int MOST_KNOWN = 10_000;

    private final Upstream upstream;
    private final Sightings sightings;
    private final Refusals refusals;
    private final Addresses addresses;

    /** What upstream was seen to have, so that a build that tries again asks nobody. */
    private final Set<Purl> there = ConcurrentHashMap.newKeySet();

    MavenRefusals(Upstream upstream, Sightings sightings, Refusals refusals, Addresses addresses) {
        this.upstream = upstream;
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
            if (isAbsent(block.purl())) {
                return Faults.plain(
                        404,
                        "No such release upstream",
                        "the upstream repository has no "
                                + block.purl().packageName()
                                + (block.purl().version() == null
                                        ? ""
                                        : " " + block.purl().version()));
            }
            link = Optional.of(Link.of(sightings.sight(block.purl(), request.client())));
        }
        return refusals.answer(
                request,
                block,
                alternatives(request, scope, block.purl().withVersion(null)),
                link.orElseGet(Link.None::new));
    }

    private boolean isAbsent(Purl purl) throws InterruptedException {
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

    /** The newest approved versions, each with the command that fetches it and its closure. */
    private List<Alternative> alternatives(GateRequest request, Scope scope, Purl packagePurl) {
        var union =
                new Scope(scope.snapshot(), scope.alterations(), scope.stage(), null, scope.now());
        var allowed = union.allowed(packagePurl);
        return VersionList.lowestFirst(allowed.keySet()).reversed().stream()
                .limit(MOST_ALTERNATIVES)
                .flatMap(
                        version ->
                                Optional.ofNullable(allowed.get(version)).stream()
                                        .map(
                                                hold ->
                                                        new Alternative(
                                                                version,
                                                                command(
                                                                        request,
                                                                        packagePurl,
                                                                        version,
                                                                        hold.release()
                                                                                .id()
                                                                                .value()))))
                .toList();
    }

    private String command(GateRequest request, Purl packagePurl, String version, String closure) {
        return String.join(
                " ",
                MavenCommand.of(
                        packagePurl.withVersion(version),
                        addresses.gate(request) + "maven/~/" + closure + "/"));
    }
}
