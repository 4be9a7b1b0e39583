package dev.assay.scanners.jvm;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The shape of what is sent: the names of the fields in the objects that reach a call. */
final class Payload {

    private static final int DEEPEST = 6;
    private static final int MOST = 80;

    /** What a request is told that it does not carry. */
    private static final Set<String> MANNER =
            Set.of(
                    "uri",
                    "url",
                    "baseUrl",
                    "get",
                    "GET",
                    "delete",
                    "DELETE",
                    "head",
                    "timeout",
                    "version",
                    "build",
                    "client",
                    "copy",
                    "expectContinue",
                    "connectTimeout",
                    "readTimeout",
                    "followRedirects",
                    "accept",
                    "contentType",
                    "retrieve",
                    "toBodilessEntity",
                    "host",
                    "port",
                    "requestMethod",
                    "doOutput",
                    "doInput",
                    "requestProperty",
                    "execute",
                    "send",
                    "connect",
                    "mediaType",
                    "setEntity",
                    "charset",
                    "protocol",
                    "executor",
                    "getOutputStream",
                    "getInputStream",
                    "flush",
                    "close",
                    "getResponseCode",
                    "openConnection",
                    "useCaches",
                    "fixedLengthStreamingMode",
                    "chunkedStreamingMode",
                    "instanceFollowRedirects",
                    "newCall",
                    "request",
                    "newBuilder",
                    "messageConverters",
                    "interceptors",
                    "requestFactory");

    /** What stands for the body as a whole. */
    private static final Set<String> BODIES =
            Set.of(
                    "body",
                    "bodyValue",
                    "entity",
                    "POST",
                    "post",
                    "PUT",
                    "put",
                    "PATCH",
                    "patch",
                    "requestBody",
                    "json",
                    "form",
                    "write",
                    "print",
                    "println",
                    "writeBytes",
                    "ofString",
                    "syncBody",
                    "content",
                    "formParameters",
                    "message");

    /**
     * One field.
     *
     * @param path its name, inside of others with dots
     * @param value what it is
     */
    record Field(String path, Val value) {

        @Nullable Text constant() {
            for (var text : value.allTexts()) {
                if (text.isWhole()) {
                    return text;
                }
            }
            return null;
        }

        String source() {
            var flow = value.allFlow();
            if (!Machine.variables(flow).isEmpty()) {
                return "env";
            }
            if (constant() != null) {
                return "constant";
            }
            if (flow.isEmpty()) {
                return "other";
            }
            var first = flow.iterator().next();
            var colon = first.indexOf(':');
            return colon < 0 ? first : first.substring(0, colon);
        }
    }

    private Payload() {}

    /** The fields of what a call is made on and with, each once. */
    static List<Field> of(List<Val> values) {
        var fields = new TreeMap<String, Field>();
        var seen = new IdentityHashMap<Heap, Boolean>();
        for (var value : values) {
            if (value.heap() != null) {
                of(value.heap(), "", 0, fields, seen);
            }
        }
        return new ArrayList<>(fields.values());
    }

    private static void of(
            Heap heap, String prefix, int depth, Map<String, Field> into, Map<Heap, Boolean> seen) {
        if (depth > DEEPEST || seen.put(heap, true) != null) {
            return;
        }
        for (var entry : heap.fields().entrySet()) {
            var name = entry.getKey();
            var value = entry.getValue();
            var inner = value.heap();
            var nests = inner != null && !inner.fields().isEmpty();
            if (name.startsWith("arg") && name.length() == 4 || BODIES.contains(name)) {
                if (inner != null && nests) {
                    of(inner, prefix, depth + 1, into, seen);
                } else if (BODIES.contains(name)
                        || prefix.isEmpty() && heap.type().endsWith("Entity")) {
                    add(prefix + "body", value, into);
                }
                elements(inner, prefix, depth, into, seen);
            } else if (!MANNER.contains(name)) {
                if (inner != null && nests && inner != heap) {
                    of(inner, prefix + name + ".", depth + 1, into, seen);
                } else {
                    add(prefix + name, value, into);
                }
                elements(inner, prefix + name + ".", depth, into, seen);
            }
        }
        elements(heap, prefix, depth, into, seen);
    }

    private static void elements(
            @Nullable Heap list,
            String prefix,
            int depth,
            Map<String, Field> into,
            Map<Heap, Boolean> seen) {
        if (list == null) {
            return;
        }
        for (var element : list.elements().subList(0, Math.min(20, list.elements().size()))) {
            if (element.heap() != null && !element.heap().fields().isEmpty()) {
                of(element.heap(), prefix, depth + 1, into, seen);
            }
        }
    }

    private static void add(String path, Val value, Map<String, Field> into) {
        if (into.size() < MOST) {
            into.putIfAbsent(path, new Field(path, value));
        }
    }
}
