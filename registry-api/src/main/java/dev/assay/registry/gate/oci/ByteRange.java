package dev.assay.registry.gate.oci;

import dev.assay.registry.gate.GateAnswer;
import dev.assay.registry.gate.GateRequest;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Serves a part of a blob to a client that goes on where it broke off (RFC 9110, section 14). */
final class ByteRange {

    private static final Pattern ONE = Pattern.compile("bytes=(\\d{1,15})-(\\d{0,15})");

    private ByteRange() {}

    /** Ranges of any other form are answered by the whole, as the standard lets a server do. */
    static GateAnswer answer(
            GateRequest request, Map<String, String> headers, Path file, long offset, long size) {
        var all = new LinkedHashMap<>(headers);
        all.put("Accept-Ranges", "bytes");
        var sent = request.header("range");
        var range = ONE.matcher(sent == null ? "" : sent);
        if (!range.matches()) {
            return new GateAnswer(200, null, all, new GateAnswer.Slice(file, offset, size));
        }
        var first = Long.parseLong(range.group(1));
        var last =
                range.group(2).isEmpty()
                        ? size - 1
                        : Math.min(size - 1, Long.parseLong(range.group(2)));
        if (first >= size || first > last) {
            all.put("Content-Range", "bytes */" + size);
            return GateAnswer.empty(416, all);
        }
        all.put("Content-Range", "bytes " + first + "-" + last + "/" + size);
        return new GateAnswer(
                206, null, all, new GateAnswer.Slice(file, offset + first, last - first + 1));
    }
}
