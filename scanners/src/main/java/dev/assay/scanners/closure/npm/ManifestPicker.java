package dev.assay.scanners.closure.npm;

import dev.assay.scanners.artifact.npm.Packument;
import dev.assay.scanners.artifact.npm.VersionManifest;
import dev.assay.scanners.closure.npm.NpmSpec.Exactly;
import dev.assay.scanners.closure.npm.NpmSpec.Outside;
import dev.assay.scanners.closure.npm.NpmSpec.Tagged;
import dev.assay.scanners.closure.npm.NpmSpec.Wanted;
import dev.assay.scanners.closure.npm.NpmSpec.Within;
import dev.assay.scanners.coordinates.NpmRange;
import dev.assay.scanners.coordinates.NpmVersion;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;

/**
 * Chooses a version as npm-pick-manifest does: {@code latest} where it is in the range and not
 * deprecated, else the highest that is not deprecated, else the highest. The version of Node is
 * left out of it, since the same closure serves everybody.
 */
final class ManifestPicker {

    private static final String LATEST = "latest";

    private final @Nullable NpmVersion node;

    ManifestPicker(@Nullable NpmVersion node) {
        this.node = node;
    }

    Optional<VersionManifest> pick(Packument packument, Wanted wanted) {
        return switch (wanted) {
            case Exactly(var version, var text) ->
                    packument
                            .manifest(version.toString())
                            .or(() -> packument.manifest(withoutPrefix(text)));
            case Tagged(var tag) ->
                    Optional.ofNullable(packument.distTags().get(tag)).flatMap(packument::manifest);
            case Within within -> pickWithin(packument, within);
            case Outside outside -> Optional.empty();
        };
    }

    private Optional<VersionManifest> pickWithin(Packument packument, Within within) {
        var latest = packument.distTags().get(LATEST);
        if (latest != null && (within.isAnything() || contains(within.range(), latest))) {
            var manifest = packument.manifest(latest);
            if (manifest.isPresent() && rank(manifest.get()) == 0) {
                return manifest;
            }
        }
        record Candidate(String text, NpmVersion version) {}
        var candidates = new ArrayList<Candidate>();
        for (var text : packument.versions()) {
            NpmVersion.parse(text)
                    .filter(within.range()::contains)
                    .ifPresent(version -> candidates.add(new Candidate(text, version)));
        }
        candidates.sort(Comparator.comparing(Candidate::version).reversed());
        VersionManifest best = null;
        for (var candidate : candidates) {
            var manifest = packument.manifest(candidate.text()).orElse(null);
            if (manifest != null && (best == null || rank(manifest) < rank(best))) {
                best = manifest;
                if (rank(best) == 0) {
                    break;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /**
     * 0 is best: it runs here and is not deprecated; then what runs; then what is not deprecated.
     */
    private int rank(VersionManifest manifest) {
        return (runs(manifest) ? 0 : 2) + (manifest.deprecated() ? 1 : 0);
    }

    private boolean runs(VersionManifest manifest) {
        var wanted = manifest.tree().path("engines").path("node");
        return node == null
                || !wanted.isString()
                || NpmRange.parse(wanted.stringValue())
                        .filter(range -> range.contains(node))
                        .isPresent();
    }

    private static boolean contains(NpmRange range, String version) {
        return NpmVersion.parse(version).filter(range::contains).isPresent();
    }

    /** npm looks up {@code 1.2.3+build} without its build, and some registries list it with. */
    private static String withoutPrefix(String text) {
        return text.strip().replaceFirst("^[=v\\s]+", "");
    }
}
