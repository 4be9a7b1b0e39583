package dev.assay.registry.shipped;

import dev.assay.inventory.server.PackageClaim;
import dev.assay.inventory.server.PackageClaim.Kind;
import dev.assay.inventory.server.PackageClaim.Source;
import dev.assay.inventory.server.ServerPackageStore;
import dev.assay.scanners.coordinates.Purl;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What packages say of each other. Whoever publishes a package writes into it what they like, the
 * name of somebody else's server too, so a name that two packages share proves nothing: each has to
 * name the other, or a registry that has seen who owns the name has to list both.
 */
final class Kinship {

    private final ServerPackageStore store;

    Kinship(ServerPackageStore store) {
        this.store = store;
    }

    /** Other packages that say, or of which is said, that they are the same server; each once. */
    Map<Purl, String> claimed(Purl packagePurl) {
        var others = new LinkedHashMap<Purl, String>();
        var own = packagePurl.withVersion(null);
        for (var claim : store.claimsOf(own)) {
            if (claim.kind() == Kind.SHIPPED_AS) {
                parsed(claim.claimed())
                        .ifPresent(
                                each ->
                                        others.putIfAbsent(
                                                each,
                                                by(claim)
                                                        + " says that its server is shipped as "
                                                        + each.packageName()
                                                        + " too"));
            } else {
                store.claims(Kind.NAME, claim.claimed())
                        .forEach(
                                each ->
                                        others.putIfAbsent(
                                                each.packagePurl(),
                                                "both call their server " + claim.claimed()));
            }
        }
        store.claims(Kind.SHIPPED_AS, own.toString())
                .forEach(
                        each ->
                                others.putIfAbsent(
                                        each.packagePurl(),
                                        by(each)
                                                + " says that its server is shipped as "
                                                + own.packageName()
                                                + " too"));
        others.remove(own);
        return others;
    }

    /** Why two packages are one server beyond doubt; empty where that is only said. */
    Optional<String> verified(Purl one, Purl other) {
        if (names(one, other, Source.REGISTRY) || names(other, one, Source.REGISTRY)) {
            return Optional.of("the registry that verifies names lists both");
        }
        return names(one, other, Source.PACKAGE) && names(other, one, Source.PACKAGE)
                ? Optional.of("each of both says that its server is shipped as the other one too")
                : Optional.empty();
    }

    private boolean names(Purl one, Purl other, Source source) {
        return store.claimsOf(one).stream()
                .anyMatch(
                        each ->
                                each.kind() == Kind.SHIPPED_AS
                                        && each.source() == source
                                        && each.claimed().equals(other.toString()));
    }

    private static String by(PackageClaim claim) {
        return claim.source() == Source.REGISTRY
                ? "the registry that verifies names"
                : claim.packagePurl().packageName();
    }

    /** What was kept was read before; what cannot be any more is nobody's name. */
    private static Optional<Purl> parsed(String purl) {
        try {
            return Optional.of(Purl.parse(purl).withVersion(null));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
