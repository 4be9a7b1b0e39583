package dev.assay.web.cli;

import dev.assay.scanners.artifact.npm.VersionManifest;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.Profile;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;

/**
 * What a registry would say of a package that is on disk. It is made from the package's profile:
 * its own manifest is hostile, and was read in the worker.
 */
final class LocalManifest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String NO_VERSION = "0.0.0";

    private static final Map<String, String> GROUPS =
            Map.of(
                    "dependencies", "dependencies",
                    "optional", "optionalDependencies",
                    "peer", "peerDependencies");

    private LocalManifest() {}

    /**
     * The manifest of a profiled package.
     *
     * @throws UsageException when what it calls itself is no npm package
     */
    static VersionManifest of(Profile profile) throws UsageException {
        var purl = name(profile);
        var version = purl.version() == null ? NO_VERSION : purl.exactVersion();
        var manifest = JSON.createObjectNode();
        manifest.put("name", purl.packageName());
        manifest.put("version", version);
        var bundled = manifest.putArray("bundleDependencies");
        for (var fact : profile.facts()) {
            if (fact.kind() == FindingKind.DEPENDENCY_ADDED) {
                dependency(fact, manifest);
            } else if (fact.kind() == FindingKind.DEPENDENCY_SOURCE
                    && "bundled".equals(fact.detail().get("source"))) {
                bundled.add(fact.value());
            }
        }
        var dist = manifest.putObject("dist");
        dist.put("tarball", "file:local");
        dist.put("integrity", identity(profile).value());
        return new VersionManifest(
                purl.packageName(), version, JSON.writeValueAsString(manifest), manifest);
    }

    private static Purl name(Profile profile) throws UsageException {
        try {
            var purl = Purl.parse(profile.purl());
            if (purl.type().equals("npm")) {
                return purl;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new UsageException(
                "--closure needs a package whose package.json has a name that npm allows, and this one"
                        + " calls itself "
                        + profile.purl());
    }

    private static void dependency(Fact fact, ObjectNode manifest) {
        var group = GROUPS.get(String.valueOf(fact.detail().get("group")));
        if (group == null) {
            return;
        }
        var range = String.valueOf(fact.detail().getOrDefault("range", "*"));
        manifest.withObject("/" + group).put(fact.value(), range);
        if (Boolean.TRUE.equals(fact.detail().get("mayBeMissing"))) {
            manifest.withObject("/peerDependenciesMeta")
                    .putObject(fact.value())
                    .put("optional", true);
        }
    }

    /** A folder has no bytes of its own to hash; what was seen of it stands for them. */
    private static Integrity identity(Profile profile) {
        try {
            var sha512 = MessageDigest.getInstance("SHA-512");
            return Integrity.ofSha512(sha512.digest(JSON.writeValueAsBytes(profile)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-512", e);
        }
    }
}
