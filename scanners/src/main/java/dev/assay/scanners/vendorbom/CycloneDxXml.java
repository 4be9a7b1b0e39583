package dev.assay.scanners.vendorbom;

import dev.assay.scanners.vendorbom.VendorBom.Component;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * CycloneDX in XML, read as it streams by: no tree is made, no document type and no entity is
 * known.
 */
final class CycloneDxXml {

    private static final String NAMESPACE = "http://cyclonedx.org/schema/bom/";
    private static final int DEEPEST = 100;

    private final XMLStreamReader xml;
    private final Deque<String> path = new ArrayDeque<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private final List<Component> components = new ArrayList<>();
    private Component subject = new Open().component();
    private boolean signed;

    /** A component whose end has not come. */
    private static final class Open {
        private final StringBuilder text = new StringBuilder();
        private final Map<String, String> fields = new LinkedHashMap<>();
        private final Map<String, String> hashes = new LinkedHashMap<>();
        private final List<String> licences = new ArrayList<>();
        private String algorithm = "";
        private int depth;
        private boolean isSubject;

        String field(String name) {
            return fields.getOrDefault(name, "");
        }

        Component component() {
            var group = field("group");
            return new Component(
                    group.isEmpty() ? field("name") : group + "/" + field("name"),
                    field("version"),
                    field("purl"),
                    hashes,
                    Fields.cut(String.join(" AND ", licences)),
                    Fields.said(
                            field("supplier/name"),
                            field("manufacturer/name"),
                            field("publisher"),
                            field("author")));
        }
    }

    private CycloneDxXml(XMLStreamReader xml) {
        this.xml = xml;
    }

    static BomReading read(String text) throws UnreadableBomException {
        var factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            return new CycloneDxXml(factory.createXMLStreamReader(new StringReader(text))).read();
        } catch (XMLStreamException e) {
            var at = e.getLocation();
            throw new UnreadableBomException(
                    at == null ? 0 : Math.max(0, at.getLineNumber()),
                    "it is no sound XML, or larger or deeper than any honest one");
        }
    }

    private BomReading read() throws XMLStreamException, UnreadableBomException {
        xml.nextTag();
        var namespace = String.valueOf(xml.getNamespaceURI());
        if (!xml.getLocalName().equals("bom") || !namespace.startsWith(NAMESPACE)) {
            throw new UnreadableBomException(
                    1, "it is XML and no CycloneDX; of SPDX, send JSON or tags and values");
        }
        var version = namespace.substring(NAMESPACE.length());
        CycloneDxJson.refuseOthers(version);
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> start(xml.getLocalName());
                case XMLStreamConstants.CHARACTERS -> characters();
                case XMLStreamConstants.END_ELEMENT -> end(xml.getLocalName());
                case XMLStreamConstants.DTD ->
                        throw new UnreadableBomException(1, "it declares a document type");
                default -> {}
            }
        }
        return new BomReading.Read(
                VendorBom.of("CycloneDX " + Fields.cut(version), subject, signed, components));
    }

    private void start(String name) throws UnreadableBomException {
        var place = String.join("/", (Iterable<String>) path::descendingIterator);
        path.push(name);
        if (path.size() > DEEPEST) {
            throw new UnreadableBomException(line(), "it is deeper than any honest one");
        }
        if (path.size() == 1 && name.equals("Signature")) {
            signed = true;
        }
        if (name.equals("component") && isComponents(place)) {
            var next = new Open();
            next.depth = path.size();
            next.isSubject = place.equals("metadata");
            open.push(next);
        }
        var current = open.peek();
        if (current != null) {
            current.text.setLength(0);
            if (name.equals("hash")) {
                current.algorithm = String.valueOf(xml.getAttributeValue(null, "alg"));
            }
        }
    }

    /** A component may stand in an ancestry too, which is no part of what is told. */
    private static boolean isComponents(String place) {
        return place.equals("metadata") || place.matches("components(/component/components)*");
    }

    private void characters() {
        var current = open.peek();
        if (current != null && current.text.length() < 2_000) {
            current.text.append(xml.getText(), 0, Math.min(2_000, xml.getTextLength()));
        }
    }

    private void end(String name) throws UnreadableBomException {
        var current = open.peek();
        if (current != null) {
            if (path.size() == current.depth) {
                open.pop();
                finished(current);
            } else {
                field(current, within(current), Fields.cut(current.text.toString().strip()));
                current.text.setLength(0);
            }
        }
        if (!path.isEmpty()) {
            path.pop();
        }
    }

    private void finished(Open component) throws UnreadableBomException {
        if (component.isSubject) {
            subject = component.component();
            return;
        }
        if (components.size() >= BomReader.MOST) {
            throw UnreadableBomException.tooMany();
        }
        components.add(component.component());
    }

    /** Where an element stands in its component. */
    private String within(Open component) {
        var parts = new ArrayList<String>();
        path.descendingIterator().forEachRemaining(parts::add);
        return String.join("/", parts.subList(component.depth, parts.size()));
    }

    private static void field(Open component, String place, String text) {
        switch (place) {
            case "group",
                    "name",
                    "version",
                    "purl",
                    "publisher",
                    "author",
                    "supplier/name",
                    "manufacturer/name" ->
                    component.fields.putIfAbsent(place, text);
            case "hashes/hash" -> Fields.hash(component.algorithm, text, component.hashes);
            case "licenses/expression", "licenses/license/id", "licenses/license/name" -> {
                if (!text.isEmpty()) {
                    component.licences.add(text);
                }
            }
            default -> {
                // Nothing of what else is told is compared.
            }
        }
    }

    private int line() {
        return Math.max(0, xml.getLocation().getLineNumber());
    }
}
