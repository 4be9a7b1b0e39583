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

    private ManifestPicker() {}

    static Optional<VersionManifest> pick(Packument packument, Wanted wanted) {
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

    private static Optional<VersionManifest> pickWithin(Packument packument, Within within) {
        var latest = packument.distTags().get(LATEST);
        if (latest != null && (within.isAnything() || contains(within.range(), latest))) {
            var manifest = packument.manifest(latest);
            if (manifest.isPresent() && !manifest.get().deprecated()) {
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
        Optional<VersionManifest> deprecated = Optional.empty();
        for (var candidate : candidates) {
            var manifest = packument.manifest(candidate.text());
            if (manifest.isPresent() && !manifest.get().deprecated()) {
                return manifest;
            }
            deprecated = deprecated.or(() -> manifest);
        }
        return deprecated;
    }

    private static boolean contains(NpmRange range, String version) {
        return NpmVersion.parse(version).filter(range::contains).isPresent();
    }

    /** npm looks up {@code 1.2.3+build} without its build, and some registries list it with. */
    private static String withoutPrefix(String text) {
        return text.strip().replaceFirst("^[=v\\s]+", "");
    }
}
