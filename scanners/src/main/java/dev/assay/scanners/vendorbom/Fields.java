package dev.assay.scanners.vendorbom;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What all of the formats write alike. */
final class Fields {

    /** No honest name, version or licence is longer. */
    private static final int LONGEST = 1_000;

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{32,128}");
    private static final List<String> NOT_SAID = List.of("", "NOASSERTION", "NONE");

    private Fields() {}

    static String text(JsonNode node, String field) {
        return cut(node.path(field).asString(""));
    }

    static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    /** The first that says something; SPDX has words for saying nothing. */
    static String said(String... texts) {
        for (var text : texts) {
            if (!NOT_SAID.contains(text)) {
                return text;
            }
        }
        return "";
    }

    /** A hash, where it is one; algorithms are written with and without hyphens. */
    static void hash(String algorithm, String value, Map<String, String> into) {
        var plain = value.strip().toLowerCase(Locale.ROOT);
        if (HEX.matcher(plain).matches()) {
            into.put(algorithm.toLowerCase(Locale.ROOT).replace("-", ""), plain);
        }
    }

    /** A party as SPDX 2 writes it: {@code Organization: Acme (mail)}. */
    static String party(String written) {
        return said(written)
                .replaceFirst("^(Organization|Person|Tool):\\s*", "")
                .replaceFirst("\\s*\\([^)]*\\)\\s*$", "");
    }
}
