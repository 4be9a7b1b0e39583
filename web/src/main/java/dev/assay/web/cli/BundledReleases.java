package dev.assay.web.cli;

import dev.assay.scanners.artifact.npm.NpmRegistry;
import dev.assay.scanners.artifact.npm.Packument;
import dev.assay.scanners.artifact.npm.PackumentOutcome;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.NpmRange;
import dev.assay.scanners.coordinates.NpmVersion;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.Profile;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which releases a bundle may hold: what it names itself, at the version it names, or at the newest
 * one that its manifest allowed when it was published. A guess, that comparing confirms or not.
 */
final class BundledReleases {

    private static final int MOST = 60;
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> GROUPS =
            List.of("devDependencies", "peerDependencies", "dependencies");

    private final NpmRegistry registry;

    BundledReleases(NpmRegistry registry) {
        this.registry = registry;
    }

    List<LockedPackage> of(Profile profile, String manifest) throws InterruptedException {
        JsonNode declared;
        try {
            declared = JSON.readTree(manifest);
        } catch (JacksonException e) {
            declared = JSON.createObjectNode();
        }
        var wanted = new TreeMap<String, String>();
        for (var fact : profile.facts()) {
            if (isClaim(fact)) {
                wanted.put(fact.value(), version(fact, declared));
            }
        }
        if (wanted.isEmpty()) {
            return List.of();
        }
        var published = published(profile);
        var releases = new ArrayList<LockedPackage>();
        for (var entry : wanted.entrySet()) {
            if (releases.size() == MOST) {
                break;
            }
            if (registry.packument(entry.getKey())
                    instanceof PackumentOutcome.Found(var packument)) {
                locked(packument, entry.getValue(), published).ifPresent(releases::add);
            }
        }
        return releases;
    }

    private static boolean isClaim(Fact fact) {
        return fact.kind() == FindingKind.VENDORED_CODE
                && "claimed".equals(fact.detail().get("what"));
    }

    private static String version(Fact fact, JsonNode declared) {
        var named = String.valueOf(fact.detail().getOrDefault("version", ""));
        if (!named.isEmpty()) {
            return named;
        }
        for (var group : GROUPS) {
            var range = declared.path(group).path(fact.value());
            if (range.isString()) {
                return range.stringValue();
            }
        }
        return "*";
    }

    /** When the package itself was published; empty where nobody says. */
    private String published(Profile profile) throws InterruptedException {
        try {
            var purl = Purl.parse(profile.purl());
            if (purl.version() != null
                    && registry.packument(purl.packageName())
                            instanceof PackumentOutcome.Found(var packument)) {
                return packument.time().getOrDefault(purl.exactVersion(), "");
            }
        } catch (IllegalArgumentException e) {
            // A package on disk may call itself anything.
        }
        return "";
    }

    private static Optional<LockedPackage> locked(
            Packument packument, String range, String published) {
        var parsed = NpmRange.parse(range);
        if (parsed.isEmpty()) {
            return Optional.empty();
        }
        return packument.versions().stream()
                .filter(
                        version ->
                                published.isEmpty()
                                        || packument
                                                        .time()
                                                        .getOrDefault(version, "")
                                                        .compareTo(published)
                                                <= 0)
                .flatMap(version -> NpmVersion.parse(version).stream())
                .filter(version -> parsed.get().contains(version))
                .max(Comparator.naturalOrder())
                .flatMap(version -> packument.manifest(version.toString()))
                .flatMap(
                        manifest ->
                                manifest.dist()
                                        .flatMap(dist -> dist.sha512())
                                        .map(
                                                integrity ->
                                                        new LockedPackage(
                                                                "bundled/" + manifest.name(),
                                                                Purl.npm(
                                                                        manifest.name(),
                                                                        manifest.version()),
                                                                integrity,
                                                                false,
                                                                manifest.json())));
    }
}
