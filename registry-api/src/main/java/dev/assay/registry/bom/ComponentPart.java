package dev.assay.registry.bom;

import dev.assay.inventory.record.Entry;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.store.Id;
import dev.assay.scanners.contents.ContainedPackage;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Releases, and the packages of their closures, as components. */
final class ComponentPart {

    private static final String SHA512 = "sha512-";

    private ComponentPart() {}

    static String releaseRef(String purl) {
        return "release:" + purl;
    }

    static String packageRef(Packages.Packed each) {
        return each.purl() + "#" + each.integrity();
    }

    /**
     * @param id under which it has a bill of materials of its own; null where that is not known
     */
    static void release(JsonGenerator out, String purl, Entry release, @Nullable Id id) {
        out.writeStartObject();
        out.writeStringProperty("type", "application");
        out.writeStringProperty("bom-ref", releaseRef(purl));
        Json.text(out, "publisher", release.text(Field.RELEASE_PUBLISHER));
        names(out, purl);
        out.writeArrayPropertyStart("hashes");
        var sha256 = release.text(Field.RELEASE_DIGEST);
        if (sha256.matches("[0-9a-f]{64}")) {
            hash(out, "SHA-256", sha256);
        }
        integrity(out, release.text(Field.RELEASE_INTEGRITY));
        out.writeEndArray();
        Licences.declared(out, release.text(Field.RELEASE_LICENCE));
        out.writeStringProperty("purl", purl);
        ServicePart.references(out, release.text(Field.RELEASE_SOURCE), id);
        KnownProperties.write(out, release, List.of());
        out.writeEndObject();
    }

    static void locked(JsonGenerator out, Packages.Packed each) {
        out.writeStartObject();
        out.writeStringProperty("type", "library");
        out.writeStringProperty("bom-ref", packageRef(each));
        names(out, each.purl());
        out.writeArrayPropertyStart("hashes");
        integrity(out, each.integrity());
        out.writeEndArray();
        Licences.declared(out, each.licence());
        out.writeStringProperty("purl", each.purl());
        Licences.found(out, each.texts());
        out.writeEndObject();
    }

    static String containedRef(ContainedPackage each) {
        return "inside:" + each.purl();
    }

    /** What lies in an image or a bundle, by what that says of it: nobody knows a hash. */
    static void contained(JsonGenerator out, ContainedPackage each) {
        out.writeStartObject();
        out.writeStringProperty("type", "library");
        out.writeStringProperty("bom-ref", containedRef(each));
        names(out, each.purl().replaceFirst("\\?.*", ""));
        out.writeStringProperty("purl", each.purl());
        out.writeArrayPropertyStart("properties");
        each.places()
                .forEach(
                        place ->
                                KnownProperties.property(
                                        out, KnownProperties.PREFIX + "place", place));
        out.writeEndArray();
        out.writeEndObject();
    }

    static void names(JsonGenerator out, String purl) {
        var parsed = Purl.parse(purl);
        var name = parsed.packageName();
        var slash = name.lastIndexOf('/');
        Json.text(out, "group", slash < 0 ? null : name.substring(0, slash));
        out.writeStringProperty("name", name.substring(slash + 1));
        Json.text(out, "version", parsed.version());
    }

    static void integrity(JsonGenerator out, String integrity) {
        if (integrity.startsWith(SHA512)) {
            var bytes = Base64.getDecoder().decode(integrity.substring(SHA512.length()));
            hash(out, "SHA-512", HexFormat.of().formatHex(bytes));
        }
    }

    static void hash(JsonGenerator out, String algorithm, String hex) {
        out.writeStartObject();
        out.writeStringProperty("alg", algorithm);
        out.writeStringProperty("content", hex);
        out.writeEndObject();
    }
}
