package dev.assay.registry.gate.nuget;

import dev.assay.registry.gate.GateSnapshot.Hold;
import dev.assay.scanners.closure.nuget.NugetManifest;
import dev.assay.scanners.coordinates.Purl;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/**
 * The documents of protocol V3 (NuGet documentation, "NuGet Server API": "Service index", "Package
 * Content", "Package metadata"), of approved packages alone.
 *
 * @param source the address of the source that was asked, ending in a slash
 */
record NugetDocuments(String source) {

    private static final JsonMapper JSON = new JsonMapper();

    /** The oldest type and the one with Semantic Versioning 2 lead to the same place here. */
    private static final List<String> REGISTRATIONS =
            List.of(
                    "RegistrationsBaseUrl",
                    "RegistrationsBaseUrl/3.0.0-rc",
                    "RegistrationsBaseUrl/3.4.0",
                    "RegistrationsBaseUrl/3.6.0",
                    "RegistrationsBaseUrl/Versioned");

    byte[] serviceIndex() {
        var index = JSON.createObjectNode();
        index.put("version", "3.0.0");
        var resources = index.putArray("resources");
        resources
                .addObject()
                .put("@id", source + NugetPath.FLAT)
                .put("@type", "PackageBaseAddress/3.0.0");
        for (var type : REGISTRATIONS) {
            resources
                    .addObject()
                    .put("@id", source + NugetPath.REGISTRATION)
                    .put("@type", type)
                    .put("clientVersion", "4.3.0");
        }
        return JSON.writeValueAsBytes(index);
    }

    static byte[] versions(List<String> lowestFirst) {
        var document = JSON.createObjectNode();
        var versions = document.putArray("versions");
        lowestFirst.forEach(versions::add);
        return JSON.writeValueAsBytes(document);
    }

    /** One page with all leaves in it. */
    byte[] registration(Purl packagePurl, List<Hold> lowestFirst) {
        var at = registrations(packagePurl) + "index.json";
        var index = JSON.createObjectNode();
        index.put("@id", at).put("count", 1);
        var page = index.putArray("items").addObject();
        page.put("@id", at + "#page").put("parent", at).put("count", lowestFirst.size());
        page.put("lower", lowestFirst.getFirst().held().purl().exactVersion());
        page.put("upper", lowestFirst.getLast().held().purl().exactVersion());
        var leaves = page.putArray("items");
        for (var hold : lowestFirst) {
            leaf(leaves.addObject(), hold);
        }
        return JSON.writeValueAsBytes(index);
    }

    byte[] leaf(Hold hold) {
        var leaf = JSON.createObjectNode();
        leaf(leaf, hold);
        leaf.put("listed", true);
        return JSON.writeValueAsBytes(leaf);
    }

    private void leaf(ObjectNode leaf, Hold hold) {
        var purl = hold.held().purl();
        var at = registrations(purl) + purl.version() + ".json";
        var content = content(purl);
        leaf.put("@id", at).put("packageContent", content);
        leaf.put("registration", registrations(purl) + "index.json");
        var entry = leaf.putObject("catalogEntry");
        entry.put("@id", at).put("packageContent", content).put("version", purl.version());
        entry.put("listed", true);
        var manifest = NugetManifest.read(hold.held().manifest()).orElse(null);
        entry.put("id", manifest == null ? purl.name() : manifest.id());
        if (manifest == null) {
            return;
        }
        if (manifest.description() != null) {
            entry.put("description", manifest.description());
        }
        var groups = entry.putArray("dependencyGroups");
        for (var group : manifest.groups()) {
            var written = groups.addObject().put("targetFramework", group.framework());
            var needs = written.putArray("dependencies");
            group.needs()
                    .forEach((id, range) -> needs.addObject().put("id", id).put("range", range));
        }
    }

    private String registrations(Purl purl) {
        return source + NugetPath.REGISTRATION + purl.name() + "/";
    }

    private String content(Purl purl) {
        return source
                + NugetPath.FLAT
                + purl.name()
                + "/"
                + purl.version()
                + "/"
                + purl.name()
                + "."
                + purl.version()
                + ".nupkg";
    }
}
