package dev.assay.registry.vetting;

import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.proof.ProofCheck;
import dev.assay.inventory.proof.ProofStore;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.workflow.Deeds;
import dev.assay.scanners.delta.ProofsAgain;
import dev.assay.scanners.ecosystem.LookupOutcome;
import dev.assay.scanners.ecosystem.Upstreams;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.publisher.Publishing;
import dev.assay.scanners.signature.Outcome;
import dev.assay.scanners.signature.Signatures;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Looks again at what proved a release. A key may vanish from the registry, or its time be cut; a
 * signature or an attestation may be offered no more. Two looks have to agree before it is told,
 * since once may be a hiccup of something in between; then the release is judged anew.
 */
public final class Proofs {

    private static final Logger LOG = LoggerFactory.getLogger(Proofs.class);

    private static final Set<ReleaseState> STATES =
            Set.of(ReleaseState.IN_REVIEW, ReleaseState.APPROVED, ReleaseState.SUSPENDED);

    private final Upstreams upstreams;
    private final Publishings publishings;
    private final ProofStore store;
    private final ReleaseStore releases;
    private final Deeds deeds;
    private final AuditTrail audit;
    private final TrustSettings.Recheck settings;
    private final Clock clock;

    Proofs(
            Upstreams upstreams,
            Publishings publishings,
            ProofStore store,
            ReleaseStore releases,
            Deeds deeds,
            AuditTrail audit,
            TrustSettings.Recheck settings,
            Clock clock) {
        this.upstreams = upstreams;
        this.publishings = publishings;
        this.store = store;
        this.releases = releases;
        this.deeds = deeds;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /** The last look at a release as it was vetted last; empty where there was none. */
    public Optional<ProofCheck> of(Id release) {
        var check = store.find(release);
        return check.isEmpty()
                ? check
                : check.filter(
                        each ->
                                publishings
                                        .digest(release)
                                        .filter(now -> now.equals(each.base()))
                                        .isPresent());
    }

    /** When something was lost or found again last, for any release. */
    public Optional<Instant> changedAt() {
        return store.changedAt();
    }

    /** When the approved release was looked at that nobody has looked at for longest. */
    public Optional<Instant> oldest() {
        return store.oldest();
    }

    /** How old a look may be before the next is overdue. */
    public Duration interval() {
        return settings.interval();
    }

    /** Looks at the releases whose time has come. One that cannot be looked at keeps no other. */
    void run() throws InterruptedException {
        for (var id : store.due(clock.instant(), STATES, settings.perRun())) {
            try {
                look(id);
            } catch (RuntimeException e) {
                LOG.error("the proofs of release {} could not be looked at", id, e);
            }
        }
    }

    private void look(Id id) throws InterruptedException {
        var release = releases.find(id).orElseThrow();
        var then = publishings.of(id).map(Publishing::signatures);
        var base = publishings.digest(id);
        var integrity = release.integrity();
        if (then.isEmpty() || base.isEmpty() || integrity == null) {
            // Vetted before Assay looked for proofs: there is nothing that could be lost.
            keep(release, base.orElse(""), null, List.of(), null);
            return;
        }
        var upstream = upstreams.of(release.purl());
        if (upstream.isEmpty()) {
            keep(release, base.get(), null, List.of(), "no upstream has packages of its type");
            return;
        }
        switch (upstream.get().find(release.purl())) {
            case LookupOutcome.Found(var offered) -> {
                var published = offered.publishing(integrity);
                if (published == null) {
                    keep(release, base.get(), null, List.of(), null);
                    return;
                }
                var now = published.signatures();
                keep(
                        release,
                        base.get(),
                        now,
                        ProofsAgain.findings(release.purl().toString(), then.get(), now),
                        problem(then.get(), now));
            }
            // That a version is gone is told by whoever watches for new ones.
            case LookupOutcome.NoPackage(var reason) -> away(release, base.get(), reason);
            case LookupOutcome.NoVersion(var near) -> away(release, base.get(), "it is gone");
            case LookupOutcome.NoFile() -> away(release, base.get(), "it has no file");
            case LookupOutcome.Malformed(var reason) -> away(release, base.get(), reason);
            case LookupOutcome.Unavailable(var reason, var after) ->
                    away(release, base.get(), reason);
            case LookupOutcome.NotConfigured(var reason) -> away(release, base.get(), reason);
        }
    }

    /** What was verified and could not be looked at again. */
    private static @Nullable String problem(Signatures then, Signatures now) {
        for (var each : then.all()) {
            for (var other : now.all()) {
                if (other.what().equals(each.what())
                        && each.outcome() instanceof Outcome.Verified
                        && other.outcome() instanceof Outcome.Unchecked<?>(var reason)) {
                    return reason;
                }
            }
        }
        return null;
    }

    /** Nobody could look: what was found before stays. */
    private void away(Release release, String base, String reason) {
        var before = of(release.id());
        keep(
                release,
                base,
                before.map(ProofCheck::signatures).orElse(null),
                before.map(ProofCheck::suspected).orElse(List.of()),
                reason);
    }

    private void keep(
            Release release,
            String base,
            @Nullable Signatures now,
            List<Finding> seen,
            @Nullable String problem) {
        deeds.run(
                () -> {
                    // Held, so that whoever judges it meanwhile notices.
                    releases.lock(release.id()).orElseThrow();
                    var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
                    var before = of(release.id());
                    var told = before.map(ProofCheck::findings).orElse(List.of());
                    var agreed = before.map(ProofCheck::suspected).filter(same(seen)).isPresent();
                    var findings = problem == null && (agreed || seen.isEmpty()) ? seen : told;
                    var changed = !ids(findings).equals(ids(told));
                    store.keep(
                            new ProofCheck(
                                    release.id(),
                                    base,
                                    at,
                                    changed
                                            ? at
                                            : before.map(ProofCheck::changedAt)
                                                    .orElse(Instant.EPOCH),
                                    now,
                                    findings,
                                    seen,
                                    problem),
                            at.plus(
                                    problem != null || !ids(seen).equals(ids(findings))
                                            ? settings.again()
                                            : settings.interval()));
                    if (changed && !findings.isEmpty()) {
                        audit.append(
                                AuditTrail.SERVICE,
                                "release.proof-lost",
                                release.purl().toString(),
                                findings.stream()
                                        .map(Finding::title)
                                        .collect(Collectors.joining("; ")));
                    } else if (changed) {
                        audit.append(
                                AuditTrail.SERVICE,
                                "release.proof-found-again",
                                release.purl().toString(),
                                "everything that proved it when it was vetted holds again");
                    }
                });
    }

    private static Predicate<List<Finding>> same(List<Finding> seen) {
        return each -> ids(each).equals(ids(seen));
    }

    private static Set<String> ids(List<Finding> findings) {
        return findings.stream().map(Finding::id).collect(Collectors.toSet());
    }
}
