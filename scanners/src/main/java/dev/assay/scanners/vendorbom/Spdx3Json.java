package dev.assay.scanners.vendorbom;

import dev.assay.scanners.vendorbom.VendorBom.Component;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * SPDX 3.0 in the form that its specification calls canonical: one {@code @graph} of elements, each
 * under its own id. Its {@code @context} is known by its address and never fetched; elements that
 * are written into others are not read.
 */
final class Spdx3Json {

    private final Map<String, JsonNode> byId = new HashMap<>();
    private final Map<String, String> declared = new HashMap<>();
    private final Map<String, String> concluded = new HashMap<>();
    private final JsonNode graph;

    private Spdx3Json(JsonNode graph) {
        this.graph = graph;
        for (var each : graph) {
            byId.put(id(each), each);
        }
    }

    static VendorBom read(JsonNode root) throws UnreadableBomException {
        return new Spdx3Json(root.path("@graph")).read();
    }

    private VendorBom read() throws UnreadableBomException {
        graph.forEach(this::licence);
        var roots = new ArrayList<String>();
        for (var type : List.of("software_Sbom", "Bom", "SpdxDocument")) {
            for (var each : graph) {
                if (type(each).equals(type)) {
                    each.path("rootElement").forEach(root -> roots.add(root.asString("")));
                }
            }
        }
        var components = new ArrayList<Component>();
        var subject = 0;
        var best = Integer.MAX_VALUE;
        for (var each : graph) {
            if (!type(each).equals("software_Package")) {
                continue;
            }
            if (components.size() >= BomReader.MOST) {
                throw UnreadableBomException.tooMany();
            }
            var place = roots.indexOf(id(each));
            if (place >= 0 && place < best) {
                best = place;
                subject = components.size();
            }
            components.add(component(each));
        }
        return Spdx2Json.of("SPDX " + version(), subject, components);
    }

    private String version() {
        for (var each : graph) {
            if (type(each).equals("CreationInfo")) {
                return Fields.said(Fields.text(each, "specVersion"), "3");
            }
        }
        return "3";
    }

    private void licence(JsonNode relationship) {
        var kind = Fields.text(relationship, "relationshipType");
        var into =
                switch (kind) {
                    case "hasDeclaredLicense" -> declared;
                    case "hasConcludedLicense" -> concluded;
                    default -> null;
                };
        if (into != null) {
            into.put(
                    Fields.text(relationship, "from"),
                    expression(relationship.path("to").path(0).asString("")));
        }
    }

    private String expression(String licence) {
        var listed = licence.replaceFirst("^https?://spdx\\.org/licenses/", "");
        if (!listed.equals(licence)) {
            return Fields.cut(listed);
        }
        var element = byId.get(licence);
        return element == null ? "" : Fields.text(element, "simplelicensing_licenseExpression");
    }

    private Component component(JsonNode node) {
        var hashes = new LinkedHashMap<String, String>();
        for (var method : node.path("verifiedUsing")) {
            Fields.hash(
                    Fields.text(method, "algorithm").replace('_', '-'),
                    Fields.text(method, "hashValue"),
                    hashes);
        }
        return new Component(
                Fields.text(node, "name"),
                Fields.text(node, "software_packageVersion"),
                Fields.said(Fields.text(node, "software_packageUrl"), purl(node)),
                hashes,
                Fields.said(
                        concluded.getOrDefault(id(node), ""), declared.getOrDefault(id(node), "")),
                Fields.said(
                        party(Fields.text(node, "suppliedBy")),
                        party(node.path("originatedBy").path(0).asString(""))));
    }

    private static String purl(JsonNode node) {
        return StreamSupport.stream(node.path("externalIdentifier").spliterator(), false)
                .filter(each -> Fields.text(each, "externalIdentifierType").equals("packageUrl"))
                .map(each -> Fields.text(each, "identifier"))
                .findFirst()
                .orElse("");
    }

    private String party(String id) {
        var party = byId.get(id);
        return party == null ? "" : Fields.text(party, "name");
    }

    private static String id(JsonNode node) {
        return Fields.said(Fields.text(node, "spdxId"), Fields.text(node, "@id"));
    }

    private static String type(JsonNode node) {
        return Fields.said(Fields.text(node, "type"), Fields.text(node, "@type"));
    }
}
