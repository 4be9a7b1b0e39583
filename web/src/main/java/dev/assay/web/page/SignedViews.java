package dev.assay.web.page;

import dev.assay.inventory.attestation.Attestation;
import dev.assay.inventory.release.Release;
import dev.assay.registry.attestation.Attestations;
import dev.assay.scanners.attestation.Approval;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.Objects;

/** Shows what was signed of the approval that holds. */
@Component
final class SignedViews {

    private final Attestations attestations;
    private final People people;

    SignedViews(Attestations attestations, People people) {
        this.attestations = attestations;
        this.people = people;
    }

    ReleaseView.@Nullable Signed of(Release release) {
        return attestations.of(release.id()).stream()
                .filter(each -> each.predicateType().equals(Approval.PREDICATE_TYPE))
                .filter(
                        each ->
                                attestations.standing(each, release)
                                        == Attestations.Standing.CURRENT)
                .findFirst()
                .map(each -> view(each, release))
                .orElse(null);
    }

    private ReleaseView.Signed view(Attestation each, Release release) {
        return new ReleaseView.Signed(
                "/releases/" + release.id() + "/attestations",
                attestations.keyId(),
                each.signatures().stream()
                        .map(Attestation.Signed::accountId)
                        .filter(Objects::nonNull)
                        .map(people::name)
                        .toList());
    }
}
