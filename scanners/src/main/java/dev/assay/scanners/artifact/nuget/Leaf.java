package dev.assay.scanners.artifact.nuget;

import dev.assay.scanners.coordinates.NugetVersion;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.List;

/**
 * What a source says of one version (NuGet documentation, "Package metadata", "Registration leaf
 * object in a page").
 *
 * @param id as its publisher writes it
 * @param listed whether it is offered to people; NuGet fetches it all the same where it is not
 * @param deprecated why its publisher advises against it, or null
 * @param advisories addresses of what the source knows of its flaws
 * @param catalog where more is said of it, its hash among that, or null
 * @param published when, as the source writes it, or empty
 */
public record Leaf(
        String id,
        NugetVersion version,
        boolean listed,
        @Nullable String deprecated,
        List<String> advisories,
        @Nullable URI catalog,
        String published) {

    public Leaf {
        advisories = List.copyOf(advisories);
    }

    /** Why people are advised against it, or null. */
    public @Nullable String warning() {
        if (deprecated != null) {
            return listed ? deprecated : deprecated + "; it is unlisted, too";
        }
        return listed ? null : "unlisted: its publisher does not offer it any more";
    }
}
