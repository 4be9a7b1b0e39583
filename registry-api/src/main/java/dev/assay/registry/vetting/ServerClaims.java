package dev.assay.registry.vetting;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.server.PackageClaim;
import dev.assay.inventory.server.PackageClaim.Kind;
import dev.assay.inventory.server.PackageClaim.Source;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.Profile;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What a release's own bytes say of the server that it is. */
final class ServerClaims {

    private ServerClaims() {}

    static List<PackageClaim> of(Release release, Profile profile) {
        return profile.facts().stream()
                .filter(each -> each.kind() == FindingKind.ENTRY_POINT)
                .flatMap(each -> claim(release, each))
                .distinct()
                .toList();
    }

    private static Stream<PackageClaim> claim(Release release, Fact fact) {
        var claimed = Objects.toString(fact.detail().get("target"), "").strip();
        var kind =
                switch (Objects.toString(fact.detail().get("role"), "")) {
                    case "mcp-name" -> Kind.NAME;
                    case "mcp-package" -> Kind.SHIPPED_AS;
                    default -> null;
                };
        return kind == null || claimed.equals(release.purl().withVersion(null).toString())
                ? Stream.empty()
                : Stream.of(
                        new PackageClaim(
                                release.purl(), kind, claimed, Source.PACKAGE, release.id()));
    }
}
