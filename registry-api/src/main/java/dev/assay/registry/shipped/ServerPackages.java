package dev.assay.registry.shipped;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.server.PackageClaim;
import dev.assay.inventory.server.ServerPackage;
import dev.assay.inventory.server.ServerPackage.Basis;
import dev.assay.inventory.server.ServerPackageStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.workflow.Deed;
import dev.assay.registry.workflow.Deed.Done;
import dev.assay.registry.workflow.Deed.Refused;
import dev.assay.registry.workflow.Deeds;
import dev.assay.registry.workflow.Reopening;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says which packages are one server. That changes what people see together and what is compared;
 * it approves nothing.
 */
public final class ServerPackages {

    private static final Set<Role> REVIEWERS =
            EnumSet.of(Role.SECURITY, Role.DATA_PROTECTION, Role.PROCUREMENT, Role.SYSTEM_OWNER);

    private static final int MOST = 20;

    private final ServerPackageStore store;
    private final ReleaseStore releases;
    private final ReviewStore reviews;
    private final Kinship kinship;
    private final Reopening reopening;
    private final AuditTrail audit;
    private final Deeds deeds;
    private final Clock clock;

    ServerPackages(
            ServerPackageStore store,
            ReleaseStore releases,
            ReviewStore reviews,
            Reopening reopening,
            AuditTrail audit,
            Deeds deeds,
            Clock clock) {
        this.store = store;
        this.releases = releases;
        this.reviews = reviews;
        this.kinship = new Kinship(store);
        this.reopening = reopening;
        this.audit = audit;
        this.deeds = deeds;
        this.clock = clock;
    }

    /** Whether somebody may say that packages are one server. */
    public static boolean maySay(Account actor) {
        return actor.roles().stream().anyMatch(REVIEWERS::contains);
    }

    /** All packages of a package's server, the one it is listed by first. */
    public List<Purl> all(Purl packagePurl) {
        return store.packagesOf(packagePurl);
    }

    /** The packages that were joined to a package's server. */
    public List<ServerPackage> joined(Purl packagePurl) {
        return store.joinedTo(store.serverOf(packagePurl));
    }

    /** Known packages that may be the same server, as far as they or others say so. */
    public List<Proposal> proposals(Purl packagePurl) {
        var own = store.packagesOf(packagePurl);
        var proposals = new ArrayList<Proposal>();
        for (var each : own) {
            kinship.claimed(each)
                    .forEach(
                            (other, why) -> {
                                if (!own.contains(other)
                                        && proposals.size() < MOST
                                        && proposals.stream()
                                                .noneMatch(one -> one.packagePurl().equals(other))
                                        && !releases.ofPackage(other).isEmpty()) {
                                    proposals.add(new Proposal(other, why));
                                }
                            });
        }
        return List.copyOf(proposals);
    }

    /**
     * Says that a package is the same server as another one.
     *
     * @param other any package of the server
     */
    public Deed<ServerPackage> join(Account actor, Purl packagePurl, Purl other, String reason) {
        var one = packagePurl.withVersion(null);
        var server = store.serverOf(other);
        var flaw = flaw(actor, one, server, reason);
        if (flaw.isPresent()) {
            return new Refused<>(flaw.get());
        }
        return deeds.whole(
                () -> {
                    var joined =
                            new ServerPackage(
                                    one,
                                    server,
                                    Basis.STATED,
                                    reason.strip(),
                                    actor.id(),
                                    clock.instant());
                    take(joined, actor.login());
                    return new Done<>(joined);
                });
    }

    /** Says that a package is a server of its own after all. */
    public Deed<ServerPackage> part(Account actor, Purl packagePurl, String reason) {
        var joined = store.joined(packagePurl);
        if (joined.isEmpty()) {
            return new Refused<>(
                    packagePurl.packageName()
                            + " was joined to no other server; what a server is listed by stays");
        }
        var flaw = flaw(actor, reason);
        if (flaw.isPresent()) {
            return new Refused<>(flaw.get());
        }
        return deeds.whole(
                () -> {
                    store.part(joined.get());
                    audit.append(
                            actor.login(),
                            "server.parted",
                            joined.get().packagePurl().toString(),
                            "from " + joined.get().serverPurl() + ": " + reason.strip());
                    changed(joined.get(), "it is a server of its own again");
                    return new Done<>(joined.get());
                });
    }

    /** The same in a transaction of its own. */
    public void heard(Purl packagePurl, PackageClaim.Source source, List<PackageClaim> claims) {
        deeds.run(() -> claimed(packagePurl, source, claims));
    }

    /**
     * Has the open reviews of a release judged anew, since another package of its version was
     * compared with it. Within a transaction.
     */
    public void compared(Id release) {
        if (reviews.reviews(release).stream().anyMatch(Review::isUndecided)) {
            releases.lock(release)
                    .ifPresent(
                            each ->
                                    reopening.judgeAgain(
                                            each,
                                            "it was compared with another package of its version"));
        }
    }

    /**
     * Keeps what is claimed of a package, and joins it where that leaves no doubt. Within a
     * transaction.
     */
    public void claimed(Purl packagePurl, PackageClaim.Source source, List<PackageClaim> claims) {
        var one = packagePurl.withVersion(null);
        store.claim(one, source, claims);
        if (store.joined(one).isPresent() || store.isParted(one)) {
            return;
        }
        for (var other : kinship.claimed(one).keySet()) {
            var why = kinship.verified(one, other);
            if (why.isPresent() && !store.isParted(other) && isKnown(other)) {
                joinYounger(one, other, why.get());
                return;
            }
        }
    }

    /** A server is listed by the package that was there first. */
    private void joinYounger(Purl one, Purl other, String why) {
        var server = store.serverOf(other);
        var isOlder = since(one).isBefore(since(server));
        if (server.equals(one) || (isOlder && !server.equals(other))) {
            return;
        }
        take(
                new ServerPackage(
                        isOlder ? server : one,
                        isOlder ? one : server,
                        Basis.VERIFIED,
                        why,
                        null,
                        clock.instant()),
                AuditTrail.SERVICE);
    }

    private void take(ServerPackage joined, String actor) {
        store.join(joined);
        audit.append(
                actor,
                "server.joined",
                joined.packagePurl().toString(),
                "to " + joined.serverPurl() + ": " + joined.reason());
        changed(joined, "it is compared with another package of its server");
    }

    /** What waits for reviewers is judged anew, and what is listed is listed anew. */
    private void changed(ServerPackage joined, String why) {
        for (var packagePurl : List.of(joined.packagePurl(), joined.serverPurl())) {
            for (var release : releases.ofPackage(packagePurl)) {
                if (reviews.reviews(release.id()).stream().anyMatch(Review::isUndecided)) {
                    releases.lock(release.id()).ifPresent(each -> reopening.judgeAgain(each, why));
                } else if (release.state() == ReleaseState.APPROVED) {
                    deeds.announce(release.id());
                }
            }
        }
    }

    private Optional<String> flaw(Account actor, Purl one, Purl server, String reason) {
        var flaw = flaw(actor, reason);
        if (flaw.isPresent()) {
            return flaw;
        }
        if (!isKnown(one) || !isKnown(server)) {
            return Optional.of(
                    "nobody has asked for "
                            + (isKnown(one) ? server : one).packageName()
                            + "; ask for a release of it first, and then say that it is the same"
                            + " server");
        }
        if (one.equals(server)) {
            return Optional.of("a package is itself already");
        }
        return store.joined(one)
                .map(
                        each ->
                                one.packageName()
                                        + " belongs to "
                                        + each.serverPurl().packageName()
                                        + " already; take it out there first");
    }

    private static Optional<String> flaw(Account actor, @Nullable String reason) {
        if (!maySay(actor)) {
            return Optional.of("reviewers say which packages are one server; ask one of them");
        }
        return reason == null
                        || reason.isBlank()
                        || reason.strip().length() > ServerPackage.LONGEST_REASON
                ? Optional.of("say why, in at most " + ServerPackage.LONGEST_REASON + " characters")
                : Optional.empty();
    }

    private boolean isKnown(Purl packagePurl) {
        return !releases.ofPackage(packagePurl).isEmpty();
    }

    private Instant since(Purl packagePurl) {
        return releases.ofPackage(packagePurl).stream()
                .map(Release::createdAt)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    /** The server's id by which a package is found. */
    public Id server(Id named) {
        return store.serverOf(named);
    }
}
