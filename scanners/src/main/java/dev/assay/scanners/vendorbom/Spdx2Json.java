package dev.assay.scanners.vendorbom;

import dev.assay.scanners.vendorbom.VendorBom.Component;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** SPDX 2.2 and 2.3 in JSON. */
final class Spdx2Json {

    private Spdx2Json() {}

    static VendorBom read(JsonNode root) throws UnreadableBomException {
        var components = new ArrayList<Component>();
        var described = described(root);
        var subject = 0;
        for (var each : root.path("packages")) {
            if (components.size() >= BomReader.MOST) {
                throw UnreadableBomException.tooMany();
            }
            if (!described.isEmpty() && Fields.text(each, "SPDXID").equals(described)) {
                subject = components.size();
            }
            components.add(component(each));
        }
        return of(
                "SPDX " + Fields.text(root, "spdxVersion").replaceFirst("^SPDX-", ""),
                subject,
                components);
    }

    /** The package that a document describes stands among those that it brings along. */
    static VendorBom of(String format, int subject, List<Component> components)
            throws UnreadableBomException {
        if (components.isEmpty()) {
            throw new UnreadableBomException("it names no package");
        }
        return VendorBom.of(format, components.get(subject), false, components);
    }

    private static String described(JsonNode root) {
        var named = root.path("documentDescribes").path(0).asString("");
        if (!named.isEmpty()) {
            return named;
        }
        for (var each : root.path("relationships")) {
            var type = Fields.text(each, "relationshipType");
            if (type.equals("DESCRIBES")) {
                return Fields.text(each, "relatedSpdxElement");
            }
            if (type.equals("DESCRIBED_BY")) {
                return Fields.text(each, "spdxElementId");
            }
        }
        return "";
    }

    private static Component component(JsonNode node) {
        var hashes = new LinkedHashMap<String, String>();
        for (var hash : node.path("checksums")) {
            Fields.hash(Fields.text(hash, "algorithm"), Fields.text(hash, "checksumValue"), hashes);
        }
        var purl = "";
        for (var reference : node.path("externalRefs")) {
            if (Fields.text(reference, "referenceType").equals("purl")) {
                purl = Fields.text(reference, "referenceLocator");
            }
        }
        return new Component(
                Fields.text(node, "name").replaceFirst("^([^:/]+):([^:/]+)$", "$1/$2"),
                Fields.text(node, "versionInfo"),
                purl,
                hashes,
                Fields.said(
                        Fields.text(node, "licenseConcluded"),
                        Fields.text(node, "licenseDeclared")),
                Fields.said(
                        Fields.party(Fields.text(node, "supplier")),
                        Fields.party(Fields.text(node, "originator"))));
    }
}
