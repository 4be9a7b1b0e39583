package dev.assay.registry.gate.npm;

import dev.assay.registry.gate.GateSnapshot.Hold;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Writes what may be seen of a package as a packument. Approved versions are listed as upstream
 * listed them when they were approved, with the tarball's address alone changed: integrity,
 * signatures and attestations stay upstream's. Nothing of the package's own text is taken from
 * upstream's newest version, which may be the one that is refused.
 */
final class PackumentWriter {

    private static final JsonMapper JSON = new JsonMapper();

    /** The fields of the abbreviated form, as npm's registry documents it. */
    private static final List<String> ABBREVIATED =
            List.of(
                    "name",
                    "version",
                    "deprecated",
                    "dependencies",
                    "optionalDependencies",
                    "devDependencies",
                    "bundleDependencies",
                    "bundledDependencies",
                    "acceptDependencies",
                    "peerDependencies",
                    "peerDependenciesMeta",
                    "bin",
                    "directories",
                    "dist",
                    "engines",
                    "os",
                    "cpu",
                    "libc",
                    "funding",
                    "_hasShrinkwrap",
                    "hasInstallScript");

    private static final List<String> DESCRIPTION =
            List.of(
                    "description",
                    "license",
                    "homepage",
                    "repository",
                    "bugs",
                    "author",
                    "keywords");

    private static final List<String> INSTALL_SCRIPTS =
            List.of("preinstall", "install", "postinstall");

    private final PackumentView view;

    PackumentWriter(PackumentView view) {
        this.view = view;
    }

    byte[] full() {
        var body = JSON.createObjectNode();
        body.put("_id", view.name());
        head(body);
        var latest = view.distTags().get("latest");
        var described = latest == null ? null : view.allowed().get(latest);
        if (described != null) {
            var manifest = parsed(described.held().manifest());
            DESCRIPTION.forEach(field -> copy(manifest, body, field));
        }
        var versions = body.putObject("versions");
        var time = body.putObject("time");
        time("created").ifPresent(at -> time.put("created", at));
        time("modified").ifPresent(at -> time.put("modified", at));
        view.allowed()
                .forEach(
                        (version, hold) -> {
                            versions.set(version, approved(hold));
                            time.put(version, time(version).orElseGet(() -> knownSince(hold)));
                        });
        view.listedBlocked()
                .forEach(
                        (version, mark) -> {
                            versions.set(version, blocked(version, mark));
                            time(version).ifPresent(at -> time.put(version, at));
                        });
        restrictions(body);
        return JSON.writeValueAsBytes(body);
    }

    byte[] abbreviated() {
        var body = JSON.createObjectNode();
        head(body);
        time("modified").ifPresent(at -> body.put("modified", at));
        var versions = body.putObject("versions");
        view.allowed()
                .forEach((version, hold) -> versions.set(version, abbreviated(approved(hold))));
        view.listedBlocked()
                .forEach((version, mark) -> versions.set(version, blocked(version, mark)));
        restrictions(body);
        return JSON.writeValueAsBytes(body);
    }

    /** The version that a tag points at, or the text itself where it is no tag. */
    String tagged(String versionOrTag) {
        return view.distTags().getOrDefault(versionOrTag, versionOrTag);
    }

    /** One approved version's object. */
    Optional<byte[]> version(String version) {
        return Optional.ofNullable(view.allowed().get(version))
                .map(hold -> JSON.writeValueAsBytes(approved(hold)));
    }

    byte[] tags() {
        return JSON.writeValueAsBytes(view.distTags());
    }

    private void head(ObjectNode body) {
        body.put("name", view.name());
        var tags = body.putObject("dist-tags");
        view.distTags().forEach(tags::put);
    }

    /**
     * npm refuses these versions by itself and prints the message (npm RFC 15). The message is one
     * for all of them, since the one asked for is known to npm alone.
     */
    private void restrictions(ObjectNode body) {
        if (view.blocked().isEmpty()) {
            return;
        }
        var restrictions = body.putObject("policyRestrictions");
        restrictions.put("message", view.message());
        var versions = restrictions.putObject("versions");
        for (var version : view.blocked()) {
            versions.putObject(version).put("name", view.name()).put("version", version);
        }
    }

    private ObjectNode approved(Hold hold) {
        var manifest = parsed(hold.held().manifest());
        var version = hold.held().purl().exactVersion();
        manifest.put("name", view.name()).put("version", version);
        if (!manifest.path("hasInstallScript").isBoolean() && installs(manifest)) {
            manifest.put("hasInstallScript", true);
        }
        return at(manifest, version);
    }

    private ObjectNode blocked(String version, String mark) {
        var outline = view.outline();
        var upstream = outline == null ? null : outline.versions().get(version);
        var manifest =
                upstream == null
                        ? JSON.createObjectNode().put("name", view.name()).put("version", version)
                        : parsed(new String(upstream.manifest(), StandardCharsets.UTF_8));
        manifest.put("deprecated", mark);
        return at(manifest, version);
    }

    private ObjectNode at(ObjectNode manifest, String version) {
        var dist =
                manifest.get("dist") instanceof ObjectNode present
                        ? present
                        : manifest.putObject("dist");
        dist.put("tarball", view.base() + tarball(view.name(), version));
        return manifest;
    }

    /** Where a tarball is, below the registry's address. */
    static String tarball(String name, String version) {
        return name
                + "/-/"
                + name.substring(name.indexOf('/') + 1)
                + "-"
                + URLEncoder.encode(version, StandardCharsets.UTF_8)
                + NpmPath.TARBALL_SUFFIX;
    }

    private static ObjectNode abbreviated(ObjectNode manifest) {
        var abbreviated = JSON.createObjectNode();
        ABBREVIATED.forEach(field -> copy(manifest, abbreviated, field));
        return abbreviated;
    }

    private static boolean installs(ObjectNode manifest) {
        var scripts = manifest.path("scripts");
        return INSTALL_SCRIPTS.stream().anyMatch(scripts::has);
    }

    private Optional<String> time(String key) {
        var outline = view.outline();
        return Optional.ofNullable(outline == null ? null : outline.time().get(key));
    }

    /**
     * While upstream is away, the version counts as published when it was first asked for here: it
     * existed by then. Clients with a minimal age would refuse a version without a time.
     */
    private static String knownSince(Hold hold) {
        return hold.release().createdAt().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static void copy(JsonNode from, ObjectNode to, String field) {
        var value = from.get(field);
        if (value != null) {
            to.set(field, value);
        }
    }

    private static ObjectNode parsed(String json) {
        try {
            if (JSON.readTree(json) instanceof ObjectNode manifest) {
                return manifest;
            }
        } catch (JacksonException e) {
            throw new IllegalStateException("a recorded manifest is no JSON", e);
        }
        throw new IllegalStateException("a recorded manifest is no object");
    }
}
