package dev.assay.samples;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** What is published right now, and the documents a registry makes of it. */
final class Shelf {

    /** What an installer needs of a manifest, which is all that the abbreviated form holds. */
    private static final List<String> ABBREVIATED_FIELDS =
            List.of(
                    "name",
                    "version",
                    "deprecated",
                    "dependencies",
                    "optionalDependencies",
                    "devDependencies",
                    "bundleDependencies",
                    "peerDependencies",
                    "peerDependenciesMeta",
                    "bin",
                    "directories",
                    "engines",
                    "cpu",
                    "os",
                    "libc");

    private final URI url;
    private final Map<String, LinkedHashMap<String, SamplePackage>> packages = new HashMap<>();
    private final Map<String, Map<String, String>> tags = new HashMap<>();
    private final Map<String, byte[]> replacements = new HashMap<>();
    private @Nullable String keys;

    Shelf(URI url) {
        this.url = url;
    }

    synchronized void publish(SamplePackage added) {
        var versions = packages.computeIfAbsent(added.name(), name -> new LinkedHashMap<>());
        if (versions.putIfAbsent(added.version(), added) != null) {
            throw new IllegalArgumentException(
                    added + " is published already; a version never changes");
        }
        tags.computeIfAbsent(added.name(), name -> new TreeMap<>()).put("latest", added.version());
    }

    synchronized void unpublish(String name, String version) {
        var versions = published(name, version);
        versions.remove(version);
        replacements.remove(name + "@" + version);
        var named = Objects.requireNonNull(tags.get(name));
        named.values().removeIf(version::equals);
        if (versions.isEmpty()) {
            packages.remove(name);
            tags.remove(name);
        } else {
            named.putIfAbsent("latest", versions.lastEntry().getKey());
        }
    }

    synchronized void tag(String name, String tag, String version) {
        published(name, version);
        Objects.requireNonNull(tags.get(name)).put(tag, version);
    }

    synchronized void replaceTarball(String name, String version, byte[] bytes) {
        published(name, version);
        replacements.put(name + "@" + version, bytes.clone());
    }

    private Map<String, SamplePackage> versions(String name) {
        return packages.getOrDefault(name, new LinkedHashMap<>());
    }

    private LinkedHashMap<String, SamplePackage> published(String name, String version) {
        var versions = packages.get(name);
        if (versions == null || !versions.containsKey(version)) {
            throw new IllegalArgumentException(name + "@" + version + " is not published");
        }
        return versions;
    }

    synchronized Optional<Map<String, @Nullable Object>> packument(
            String name, boolean abbreviated) {
        var versions = packages.get(name);
        if (versions == null) {
            return Optional.empty();
        }
        var manifests = new LinkedHashMap<String, @Nullable Object>();
        var time = new LinkedHashMap<String, @Nullable Object>();
        versions.forEach(
                (version, held) -> {
                    manifests.put(version, abbreviated ? abbreviated(held) : manifest(held));
                    time.put(version, held.published().truncatedTo(ChronoUnit.SECONDS).toString());
                });
        var packument = new LinkedHashMap<String, @Nullable Object>();
        packument.put("name", name);
        packument.put("dist-tags", new LinkedHashMap<>(Objects.requireNonNull(tags.get(name))));
        packument.put("versions", manifests);
        packument.put(
                abbreviated ? "modified" : "time",
                abbreviated ? modified(versions.values()) : time);
        return Optional.of(packument);
    }

    synchronized Optional<Map<String, @Nullable Object>> manifest(
            String name, String versionOrTag) {
        var version = tags.getOrDefault(name, Map.of()).getOrDefault(versionOrTag, versionOrTag);
        return Optional.ofNullable(versions(name).get(version)).map(this::manifest);
    }

    synchronized Optional<Map<String, String>> tags(String name) {
        return Optional.ofNullable(tags.get(name)).map(LinkedHashMap::new);
    }

    synchronized Optional<byte[]> tarball(String name, String fileName) {
        return versions(name).values().stream()
                .filter(held -> held.fileName().equals(fileName))
                .findFirst()
                .map(held -> replacements.getOrDefault(held.toString(), held.tarball()));
    }

    synchronized void tellKeys(@Nullable String document) {
        keys = document;
    }

    synchronized Optional<String> keys() {
        return Optional.ofNullable(keys);
    }

    synchronized Optional<String> attestations(String name, String version) {
        return Optional.ofNullable(versions(name).get(version)).map(SamplePackage::attestations);
    }

    private Map<String, @Nullable Object> manifest(SamplePackage held) {
        var manifest = new LinkedHashMap<String, @Nullable Object>(held.manifest());
        manifest.put("_id", held.toString());
        manifest.put("dist", dist(held));
        return manifest;
    }

    private Map<String, @Nullable Object> abbreviated(SamplePackage held) {
        var manifest = new LinkedHashMap<String, @Nullable Object>();
        for (var field : ABBREVIATED_FIELDS) {
            if (held.manifest().containsKey(field)) {
                manifest.put(field, held.manifest().get(field));
            }
        }
        if (held.manifest().get("scripts") instanceof Map<?, ?> scripts
                && (scripts.containsKey("preinstall")
                        || scripts.containsKey("install")
                        || scripts.containsKey("postinstall"))) {
            manifest.put("hasInstallScript", true);
        }
        manifest.put("dist", dist(held));
        return manifest;
    }

    private Map<String, @Nullable Object> dist(SamplePackage held) {
        var dist = new LinkedHashMap<String, @Nullable Object>();
        dist.put("integrity", held.integrity());
        dist.put("shasum", held.shasum());
        dist.put("tarball", url.resolve("/" + held.name() + "/-/" + held.fileName()).toString());
        if (held.signature() != null) {
            dist.put("signatures", List.of(held.signature()));
        }
        if (held.attestations() != null) {
            var at = "/-/npm/v1/attestations/" + held.name().replace("/", "%2f");
            dist.put(
                    "attestations",
                    Map.of(
                            "url",
                            url.resolve(at + "@" + held.version()).toString(),
                            "provenance",
                            Map.of("predicateType", SampleAttestation.PROVENANCE)));
        }
        return dist;
    }

    private static String modified(Collection<SamplePackage> versions) {
        return versions.stream()
                .map(SamplePackage::published)
                .max(Comparator.naturalOrder())
                .orElseThrow()
                .toString();
    }
}
