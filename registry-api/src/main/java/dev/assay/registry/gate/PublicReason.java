package dev.assay.registry.gate;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.VettingStep;
import dev.assay.inventory.release.VettingStore;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Why a release is in its state, as far as everybody may know. The gate answers whoever asks, so
 * what reviewers wrote stays inside; what the service itself found may be told.
 */
final class PublicReason {

    /** How a verdict's reasons name a finding: its severity, then its title. */
    private static final Pattern FINDING = Pattern.compile("(?:critical|high|medium): (.+)");

    private final VettingStore vettings;

    PublicReason(VettingStore vettings) {
        this.vettings = vettings;
    }

    /** One line, empty where the state says it all. */
    String of(Release release) {
        return switch (release.state()) {
            case IN_REVIEW -> worstFinding(release);
            case VETTING, VETTING_FAILED -> release.stateReason();
            case REQUESTED, APPROVED, REJECTED, SUSPENDED, EXPIRED, REVOKED, RETIRED -> "";
        };
    }

    private String worstFinding(Release release) {
        return vettings.steps(release.id()).stream()
                .filter(step -> step.name() == VettingStep.Name.VERDICT)
                .flatMap(step -> Arrays.stream(step.summary().split("; ")))
                .map(FINDING::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1))
                .findFirst()
                .orElse("");
    }
}
