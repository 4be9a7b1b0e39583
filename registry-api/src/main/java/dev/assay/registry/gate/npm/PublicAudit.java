package dev.assay.registry.gate.npm;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/**
 * An audit as a public registry may hear it: names that are bound to a private one are left out.
 */
final class PublicAudit {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_BYTES = 64 << 20;

    private PublicAudit() {}

    /**
     * The body without private names.
     *
     * @param headers those that are sent along; the coding is taken out of them
     * @return null where it cannot be read, so that nobody knows what is in it
     */
    static byte @Nullable [] of(
            byte[] body, Map<String, String> headers, Predicate<String> isPrivate) {
        var coding =
                headers.entrySet().stream()
                        .filter(each -> each.getKey().equalsIgnoreCase("content-encoding"))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse("identity");
        headers.keySet().removeIf(each -> each.equalsIgnoreCase("content-encoding"));
        try {
            var plain = coding.equalsIgnoreCase("gzip") ? unpacked(body) : body;
            if (plain == null || !(JSON.readTree(plain) instanceof ObjectNode names)) {
                return null;
            }
            for (var name : List.copyOf(names.propertyNames())) {
                if (isPrivate.test(name)) {
                    names.remove(name);
                }
            }
            return JSON.writeValueAsBytes(names);
        } catch (JacksonException | IOException e) {
            return null;
        }
    }

    private static byte @Nullable [] unpacked(byte[] body) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            var plain = in.readNBytes(MOST_BYTES + 1);
            return plain.length > MOST_BYTES ? null : plain;
        }
    }
}
