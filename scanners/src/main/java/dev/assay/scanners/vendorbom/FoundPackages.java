package dev.assay.scanners.vendorbom;

import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.vendorbom.BomComparison.Found;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The packages of a closure as a bill of materials would tell of them. */
public final class FoundPackages {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_PEOPLE = 20;

    private FoundPackages() {}

    /**
     * Each package once.
     *
     * @param licence what is known of a package's licence; empty where nothing is, then what its
     *     upstream says of it stands in
     */
    public static List<Found> of(
            List<LockedPackage> closure, Function<LockedPackage, String> licence) {
        return closure.stream().map(each -> found(each, licence.apply(each))).distinct().toList();
    }

    private static Found found(LockedPackage locked, String licence) {
        var manifest = manifest(locked.manifest());
        return new Found(
                locked.purl(),
                hashes(locked.integrity()),
                licence.isEmpty() ? licence(manifest) : licence,
                suppliers(manifest),
                locked.optional());
    }

    private static JsonNode manifest(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            // What upstreams of other ecosystems say is no JSON, and says nothing of this.
            return JSON.createObjectNode();
        }
    }

    /** In hexadecimal, as bills of materials write it. */
    static Map<String, String> hashes(Integrity integrity) {
        var value = integrity.value();
        var dash = value.indexOf('-');
        if (dash < 1) {
            return Map.of();
        }
        try {
            return Map.of(
                    value.substring(0, dash),
                    HexFormat.of()
                            .formatHex(Base64.getDecoder().decode(value.substring(dash + 1))));
        } catch (IllegalArgumentException e) {
            return Map.of();
        }
    }

    private static String licence(JsonNode manifest) {
        var field = manifest.path("license");
        return Fields.cut(field.isString() ? field.asString("") : Fields.text(field, "type"));
    }

    private static List<String> suppliers(JsonNode manifest) {
        var people = new ArrayList<String>();
        person(manifest.path("author"), people);
        person(manifest.path("_npmUser"), people);
        for (var each : manifest.path("maintainers")) {
            if (people.size() < MOST_PEOPLE) {
                person(each, people);
            }
        }
        return people.stream().distinct().toList();
    }

    private static void person(JsonNode node, List<String> into) {
        var name = node.isString() ? node.asString("") : Fields.text(node, "name");
        if (!name.isBlank()) {
            into.add(Fields.cut(name.strip()));
        }
    }
}
