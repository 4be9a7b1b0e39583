package dev.assay.registry.gate.oci;

import dev.assay.scanners.coordinates.OciName;
import dev.assay.scanners.coordinates.OciVersion;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a request to the OCI gate asks for. A repository stands below the host of its registry, as
 * in {@code /v2/registry.example.com/team/demo/…}, a port behind an underscore, since clients take
 * no colon there; one without a host is of the registry that is configured for those.
 */
sealed interface OciPath {

    String PREFIX = "/v2/";
    int LONGEST = 500;
    Pattern FORM =
            Pattern.compile(
                    "(?<name>[A-Za-z0-9._/-]+?)/(?:manifests/(?<manifest>[^/]+)|blobs/(?<blob>[^/]+)"
                            + "|tags/(?<tags>list)|referrers/(?<referrers>[^/]+))");
    Pattern PORT = Pattern.compile("^([^/_]+)_([0-9]{1,5})/");

    /** Whether there is a registry at all. */
    record Ping() implements OciPath {}

    /**
     * A manifest or index.
     *
     * @param reference a tag or a digest
     */
    record Manifest(OciName name, String reference) implements OciPath {}

    record Blob(OciName name, String digest) implements OciPath {}

    record TagList(OciName name) implements OciPath {}

    /** What refers to an image: signatures and the like. */
    record Referrers() implements OciPath {}

    record Nowhere() implements OciPath {}

    static boolean owned(String path) {
        return path.startsWith(PREFIX) || path.equals("/v2");
    }

    /**
     * Reads a path.
     *
     * @param query where containerd names the registry that it asks for: {@code ns=HOST}
     */
    static OciPath parse(String path, String query) {
        if (path.equals("/v2") || path.equals(PREFIX)) {
            return new Ping();
        }
        var rest = path.startsWith(PREFIX) ? path.substring(PREFIX.length()) : "";
        var form = FORM.matcher(rest.replace("%3A", ":").replace("%3a", ":"));
        if (rest.length() > LONGEST || !form.matches()) {
            return new Nowhere();
        }
        var name = name(form.group("name"), query).orElse(null);
        if (name == null) {
            return new Nowhere();
        }
        var manifest = form.group("manifest");
        var blob = form.group("blob");
        if (manifest != null) {
            return OciVersion.isTag(manifest) || OciVersion.isDigest(manifest)
                    ? new Manifest(name, manifest)
                    : new Nowhere();
        }
        if (blob != null) {
            return OciVersion.isDigest(blob) ? new Blob(name, blob) : new Nowhere();
        }
        return form.group("tags") != null ? new TagList(name) : new Referrers();
    }

    private static Optional<OciName> name(String written, String query) {
        var name = OciName.parse(PORT.matcher(written).replaceFirst("$1:$2/"));
        for (var each : query.split("&")) {
            if (each.startsWith("ns=") && name.isPresent() && name.get().host() == null) {
                var host = each.substring("ns=".length()).replace("%3A", ":");
                return OciName.isHost(host) ? Optional.of(name.get().at(host)) : Optional.empty();
            }
        }
        return name;
    }
}
