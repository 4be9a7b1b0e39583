package dev.assay.registry.bom;

import dev.assay.inventory.release.PackageLicence;
import dev.assay.inventory.store.Id;
import dev.assay.registry.export.Product;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.contents.ContainedPackage;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.finding.Finding;

import tools.jackson.core.JsonGenerator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * CycloneDX 1.6 of one release's closure, whatever became of the release: hashes, licences,
 * pedigree, proofs, known flaws and findings. The same records are the same bytes.
 */
final class ReleaseBomWriter {

    /** Of more findings nobody reads each; how many there are is told. */
    private static final int MOST_FINDINGS = 500;

    private final ReleaseBom bom;
    private final Map<String, PackageLicence> licences = new HashMap<>();
    private final Map<String, LockedPackage> packages = new LinkedHashMap<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final JsonGenerator out = Json.to(bytes);

    private ReleaseBomWriter(ReleaseBom bom) {
        this.bom = bom;
        bom.licences().forEach(each -> licences.put(each.integrity().value(), each));
        for (var each : bom.closure()) {
            if (!each.path().isEmpty()) {
                packages.putIfAbsent(ComponentPart.packageRef(packed(each)), each);
            }
        }
    }

    /** The serial number of the document of a release. */
    static UUID serial(Id release) {
        return UUID.nameUUIDFromBytes(("release " + release).getBytes(StandardCharsets.UTF_8));
    }

    static byte[] write(ReleaseBom bom) {
        return new ReleaseBomWriter(bom).write();
    }

    private byte[] write() {
        var release = bom.release();
        out.writeStartObject();
        out.writeStringProperty("bomFormat", "CycloneDX");
        out.writeStringProperty("specVersion", "1.6");
        out.writeStringProperty("serialNumber", "urn:uuid:" + serial(release.id()));
        out.writeNumberProperty("version", 1);
        metadata();
        out.writeArrayPropertyStart("components");
        packages.forEach((ref, each) -> component(ref, each, "library"));
        inside().forEach(each -> ComponentPart.contained(out, each));
        out.writeEndArray();
        dependencies();
        VulnerabilityPart.write(out, bom, refs());
        annotations();
        out.writeEndObject();
        out.close();
        return bytes.toByteArray();
    }

    private void metadata() {
        out.writeObjectPropertyStart("metadata");
        out.writeObjectPropertyStart("tools");
        out.writeArrayPropertyStart("components");
        out.writeStartObject();
        out.writeStringProperty("type", "application");
        out.writeStringProperty("bom-ref", ANNOTATOR);
        out.writeStringProperty("name", Product.NAME);
        out.writeStringProperty("version", Product.VERSION);
        out.writeEndObject();
        out.writeEndArray();
        out.writeEndObject();
        out.writeName("component");
        var root = bom.closure().stream().filter(each -> each.path().isEmpty()).findFirst();
        if (root.isPresent()) {
            component(rootRef(), root.get(), "application");
        } else {
            unresolved();
        }
        out.writeArrayPropertyStart("properties");
        property("state", bom.release().state().words());
        property(
                "vulnerabilities",
                bom.flaws() == null
                        ? "not scanned, because " + bom.whyNoFlaws()
                        : "looked up in "
                                + String.join(", ", bom.flaws().sources())
                                + " at "
                                + bom.flaws().scannedAt()
                                + (bom.flaws().isWhole()
                                        ? ""
                                        : "; some were not, because " + bom.flaws().unscanned()));
        if (bom.container()) {
            var contents = bom.contents();
            property(
                    "contents",
                    contents == null
                            ? "not read"
                            : contents.packages().size()
                                    + " packages that lie in it"
                                    + (contents.gaps().isEmpty()
                                            ? ""
                                            : "; not named: "
                                                    + String.join("; ", contents.gaps())));
        }
        property("findings", bom.findings().size() + " in all");
        out.writeEndArray();
        out.writeEndObject();
    }

    private static final String ANNOTATOR = "tool:assay";

    private void unresolved() {
        out.writeStartObject();
        out.writeStringProperty("type", "application");
        out.writeStringProperty("bom-ref", rootRef());
        ComponentPart.names(out, bom.release().purl().toString());
        out.writeStringProperty("purl", bom.release().purl().toString());
        out.writeEndObject();
    }

    private String rootRef() {
        return ComponentPart.releaseRef(bom.release().purl().toString());
    }

    private void component(String ref, LockedPackage locked, String type) {
        var isRoot = locked.path().isEmpty();
        var licence = licences.get(locked.integrity().value());
        out.writeStartObject();
        out.writeStringProperty("type", type);
        out.writeStringProperty("bom-ref", ref);
        ComponentPart.names(out, locked.purl().toString());
        if (locked.optional()) {
            out.writeStringProperty("scope", "optional");
        }
        out.writeArrayPropertyStart("hashes");
        var sha256 = bom.release().sha256();
        if (isRoot && sha256 != null) {
            ComponentPart.hash(out, "SHA-256", sha256.hex());
        }
        ComponentPart.integrity(out, locked.integrity().value());
        out.writeEndArray();
        if (licence != null) {
            Licences.declared(out, licence.said());
        }
        out.writeStringProperty("purl", locked.purl().toString());
        PedigreePart.write(out, bom, locked);
        if (isRoot && bom.source() != null) {
            ServicePart.repository(out, repository(bom.source().repository()));
        }
        if (licence != null) {
            Licences.found(out, licence.listed());
        }
        ProofPart.write(out, bom, locked);
        out.writeEndObject();
    }

    private static String repository(String place) {
        return place.isEmpty() ? "" : "https://" + place;
    }

    private static Packages.Packed packed(LockedPackage each) {
        return new Packages.Packed(each.purl().toString(), each.integrity().value(), "", List.of());
    }

    private void dependencies() {
        out.writeArrayPropertyStart("dependencies");
        out.writeStartObject();
        out.writeStringProperty("ref", rootRef());
        var refs = new ArrayList<>(packages.keySet());
        inside().forEach(each -> refs.add(ComponentPart.containedRef(each)));
        Json.texts(out, "dependsOn", refs);
        out.writeEndObject();
        for (var ref : refs) {
            out.writeStartObject();
            out.writeStringProperty("ref", ref);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** The references of each package URL. */
    private Map<String, List<String>> refs() {
        var refs = new HashMap<String, List<String>>();
        refs.computeIfAbsent(bom.release().purl().toString(), key -> new ArrayList<>())
                .add(rootRef());
        packages.forEach(
                (ref, each) ->
                        refs.computeIfAbsent(each.purl().toString(), key -> new ArrayList<>())
                                .add(ref));
        inside().forEach(
                        each ->
                                refs.computeIfAbsent(each.purl(), key -> new ArrayList<>())
                                        .add(ComponentPart.containedRef(each)));
        return refs;
    }

    private List<ContainedPackage> inside() {
        return bom.contents() == null ? List.of() : bom.contents().packages();
    }

    private void annotations() {
        var at = bom.judgedAt();
        if (at == null || bom.findings().isEmpty()) {
            return;
        }
        var refs = refs();
        out.writeArrayPropertyStart("annotations");
        for (var finding :
                bom.findings().subList(0, Math.min(MOST_FINDINGS, bom.findings().size()))) {
            out.writeStartObject();
            out.writeStringProperty("bom-ref", "finding:" + finding.id());
            Json.texts(out, "subjects", subjects(finding, refs));
            out.writeObjectPropertyStart("annotator");
            out.writeObjectPropertyStart("component");
            out.writeStringProperty("type", "application");
            out.writeStringProperty("name", Product.NAME);
            out.writeStringProperty("version", Product.VERSION);
            out.writeEndObject();
            out.writeEndObject();
            out.writeStringProperty("timestamp", at.toString());
            out.writeStringProperty(
                    "text",
                    finding.severity().name().toLowerCase(Locale.ROOT)
                            + ", "
                            + finding.kind().wireName()
                            + ": "
                            + finding.title());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** The packages that a finding stands in; the release where it names none of the closure. */
    private List<String> subjects(Finding finding, Map<String, List<String>> refs) {
        var subjects = new LinkedHashSet<String>();
        finding.evidence()
                .forEach(each -> subjects.addAll(refs.getOrDefault(each.packageUrl(), List.of())));
        return subjects.isEmpty() ? List.of(rootRef()) : List.copyOf(subjects);
    }

    private void property(String name, String value) {
        KnownProperties.property(out, KnownProperties.PREFIX + name, value);
    }

    /** Whether a text is a package URL that is read here. */
    static boolean isPurl(String text) {
        try {
            Purl.parse(text);
            return text.startsWith("pkg:");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
