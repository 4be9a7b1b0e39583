package dev.assay.scanners.vendorbom;

import dev.assay.scanners.vendorbom.VendorBom.Component;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;

/** CycloneDX in JSON (ECMA-424; what is read of it is the same in versions 1.2 to 1.7). */
final class CycloneDxJson {

    private static final Pattern VERSIONS = Pattern.compile("1\\.[2-7]");

    private CycloneDxJson() {}

    static VendorBom read(JsonNode root) throws UnreadableBomException {
        var version = Fields.text(root, "specVersion");
        refuseOthers(version);
        var components = new ArrayList<Component>();
        all(root.path("components"), components);
        return VendorBom.of(
                "CycloneDX " + version,
                component(root.path("metadata").path("component")),
                root.has("signature"),
                components);
    }

    static void refuseOthers(String version) throws UnreadableBomException {
        if (!VERSIONS.matcher(version).matches()) {
            throw new UnreadableBomException(
                    1,
                    "it is CycloneDX of the version '"
                            + version
                            + "'; 1.2 to 1.7 are read, of which 1.4 to 1.6 are tested");
        }
    }

    private static void all(JsonNode list, List<Component> into) throws UnreadableBomException {
        for (var each : list) {
            if (into.size() >= BomReader.MOST) {
                throw UnreadableBomException.tooMany();
            }
            into.add(component(each));
            all(each.path("components"), into);
        }
    }

    private static Component component(JsonNode node) {
        var group = Fields.text(node, "group");
        var hashes = new LinkedHashMap<String, String>();
        for (var hash : node.path("hashes")) {
            Fields.hash(Fields.text(hash, "alg"), Fields.text(hash, "content"), hashes);
        }
        return new Component(
                group.isEmpty()
                        ? Fields.text(node, "name")
                        : group + "/" + Fields.text(node, "name"),
                Fields.text(node, "version"),
                Fields.text(node, "purl"),
                hashes,
                licence(node.path("licenses")),
                Fields.said(
                        Fields.text(node.path("supplier"), "name"),
                        Fields.text(node.path("manufacturer"), "name"),
                        Fields.text(node, "publisher"),
                        Fields.text(node, "author")));
    }

    private static String licence(JsonNode list) {
        var licences = new ArrayList<String>();
        for (var each : list) {
            var licence = each.path("license");
            var said =
                    Fields.said(
                            Fields.text(each, "expression"),
                            Fields.text(licence, "id"),
                            Fields.text(licence, "name"));
            if (!said.isEmpty()) {
                licences.add(said);
            }
        }
        return Fields.cut(String.join(" AND ", licences));
    }
}
