package dev.assay.samples;

import java.time.Instant;
import java.util.Objects;

/**
 * One release in the history of a sample, told for people.
 *
 * @param summary one sentence: what truly changed, whatever a publisher would say
 * @param diff the change of the sources as a unified diff; empty for a first release
 */
public record SampleRelease(
        String version, Instant published, String summary, String diff, SamplePackage artifact) {

    public SampleRelease {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(published, "published");
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(diff, "diff");
        Objects.requireNonNull(artifact, "artifact");
    }
}
