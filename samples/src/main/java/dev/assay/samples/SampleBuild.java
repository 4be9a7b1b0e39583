package dev.assay.samples;

import java.time.Instant;

/**
 * A build of a sample, as its certificate and its statement tell it.
 *
 * @param at when it ran
 */
public record SampleBuild(
        String repository,
        String repositoryId,
        String ownerId,
        String commit,
        String ref,
        Instant at) {

    static final String ISSUER = "https://token.actions.example.test";
    static final String FILE = ".github/workflows/release.yml";

    /** A build of the usual repository at the tag of a version. */
    public static SampleBuild of(String version, Instant at) {
        return new SampleBuild(
                "https://git.example.test/acme/mcp",
                "273562379",
                "6154722",
                "0123456789012345678901234567890123456789",
                "refs/tags/v" + version,
                at);
    }

    /** The same from another repository. */
    public SampleBuild from(String other, String otherId) {
        return new SampleBuild(other, otherId, ownerId, commit, ref, at);
    }

    String workflow() {
        return repository + "/" + FILE + "@" + ref;
    }
}
