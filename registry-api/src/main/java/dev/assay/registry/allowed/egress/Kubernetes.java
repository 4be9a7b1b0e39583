package dev.assay.registry.allowed.egress;

import dev.assay.registry.allowed.Allowed;
import dev.assay.registry.allowed.AllowedServer;

import java.util.LinkedHashMap;
import java.util.Map;

/** What objects of Kubernetes have in common. */
final class Kubernetes {

    private Kubernetes() {}

    static Map<String, Object> metadata(Allowed allowed, AllowedServer server) {
        return metadata(allowed, "mcp-" + server.versionHandle(), server);
    }

    static Map<String, Object> metadata(Allowed allowed, String name, AllowedServer server) {
        var annotations = new LinkedHashMap<String, Object>();
        annotations.put("assay.dev/release", server.purl());
        annotations.put("assay.dev/policy-sha256", allowed.digest().hex());
        annotations.put("assay.dev/made", allowed.made().toString());
        var until = server.expiresAt();
        if (until != null) {
            annotations.put("assay.dev/holds-until", until.toString());
        }
        return map("name", name, "annotations", annotations);
    }

    /** A map that keeps its order. */
    static Map<String, Object> map(String first, Object one, String second, Object other) {
        var map = new LinkedHashMap<String, Object>();
        map.put(first, one);
        map.put(second, other);
        return map;
    }
}
