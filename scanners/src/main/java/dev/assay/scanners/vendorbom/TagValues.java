package dev.assay.scanners.vendorbom;

import dev.assay.scanners.vendorbom.VendorBom.Component;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** SPDX 2 as tags and values: one a line, texts of several lines between {@code <text>} tags. */
final class TagValues {

    private final List<Component> components = new ArrayList<>();
    private final Map<String, Integer> byId = new LinkedHashMap<>();
    private String version = "";
    private String described = "";
    private @Nullable Package open;

    private TagValues() {}

    private static final class Package {
        private final String name;
        private String version = "";
        private String purl = "";
        private String supplier = "";
        private String originator = "";
        private String concluded = "";
        private String declared = "";
        private final Map<String, String> hashes = new LinkedHashMap<>();

        Package(String name) {
            this.name = name;
        }
    }

    static BomReading read(String text) throws UnreadableBomException {
        var reader = new TagValues();
        var number = 0;
        var inText = false;
        for (var line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (inText) {
                inText = !line.contains("</text>");
                continue;
            }
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var colon = line.indexOf(':');
            if (colon < 1) {
                throw new UnreadableBomException(number, "a line without a tag");
            }
            var value = line.substring(colon + 1).strip();
            inText = value.contains("<text>") && !value.contains("</text>");
            reader.take(line.substring(0, colon).strip(), Fields.cut(value));
        }
        if (inText) {
            throw new UnreadableBomException(number, "a text that does not end");
        }
        reader.close();
        return new BomReading.Read(
                Spdx2Json.of(
                        "SPDX " + reader.version.replace("SPDX-", ""),
                        reader.byId.getOrDefault(reader.described, 0),
                        reader.components));
    }

    private void take(String tag, String value) throws UnreadableBomException {
        switch (tag) {
            case "SPDXVersion" -> version = value;
            case "PackageName" -> {
                close();
                if (components.size() >= BomReader.MOST) {
                    throw UnreadableBomException.tooMany();
                }
                open = new Package(value);
            }
            case "FileName", "SnippetSPDXID", "LicenseID" -> close();
            case "Relationship" -> {
                var parts = value.split("\\s+");
                if (parts.length == 3 && parts[1].equals("DESCRIBES")) {
                    described = parts[2];
                }
            }
            default -> {
                if (open != null) {
                    of(open, tag, value);
                }
            }
        }
    }

    private void of(Package each, String tag, String value) {
        switch (tag) {
            case "SPDXID" -> byId.put(value, components.size());
            case "PackageVersion" -> each.version = value;
            case "PackageSupplier" -> each.supplier = value;
            case "PackageOriginator" -> each.originator = value;
            case "PackageLicenseConcluded" -> each.concluded = value;
            case "PackageLicenseDeclared" -> each.declared = value;
            case "PackageChecksum" -> {
                var colon = value.indexOf(':');
                if (colon > 0) {
                    Fields.hash(
                            value.substring(0, colon),
                            value.substring(colon + 1).strip(),
                            each.hashes);
                }
            }
            case "ExternalRef" -> {
                var parts = value.split("\\s+");
                if (parts.length == 3 && parts[1].equals("purl")) {
                    each.purl = parts[2];
                }
            }
            default -> {
                // Nothing of what else is told is compared.
            }
        }
    }

    private void close() {
        if (open != null) {
            components.add(
                    new Component(
                            open.name.replaceFirst("^([^:/]+):([^:/]+)$", "$1/$2"),
                            open.version,
                            open.purl,
                            open.hashes,
                            Fields.said(open.concluded, open.declared),
                            Fields.said(
                                    Fields.party(open.supplier), Fields.party(open.originator))));
            open = null;
        }
    }
}
