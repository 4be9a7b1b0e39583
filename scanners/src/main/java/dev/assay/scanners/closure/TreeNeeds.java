package dev.assay.scanners.closure;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What became of what a tree of sources needs of one ecosystem. Every text is made for people. */
public sealed interface TreeNeeds {

    /** Its root holds no manifest of that ecosystem. */
    record Undeclared() implements TreeNeeds {}

    /**
     * Everything that the ecosystem's client would install for the tree.
     *
     * @param manifest the file that says what is needed
     * @param by what decided about the versions
     * @param wanted what the manifest asks for itself, by name
     * @param packages each locked, without the tree itself
     */
    record Resolved(
            String manifest, String by, Map<String, String> wanted, List<LockedPackage> packages)
            implements TreeNeeds {

        public Resolved {
            Objects.requireNonNull(manifest, "manifest is null");
            Objects.requireNonNull(by, "by is null");
            wanted = Map.copyOf(wanted);
            packages = List.copyOf(packages);
        }
    }

    /** There is a manifest, and nobody can say without running something what it comes to. */
    record Unresolved(String manifest, String reason) implements TreeNeeds {}

    /**
     * The registry is away.
     *
     * @param retryAfter what the registry asked for, or null
     */
    record UpstreamAway(String reason, @Nullable Duration retryAfter) implements TreeNeeds {}
}
