package dev.assay.samples;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Status, type and body of one answer. The array is never handed out of this package. */
record UpstreamAnswer(int status, String contentType, byte[] body) {

    private static final String JSON = "application/json";

    static UpstreamAnswer json(Object document) {
        return json(JSON, document);
    }

    static UpstreamAnswer json(String contentType, Object document) {
        return new UpstreamAnswer(
                200, contentType, Json.write(document).getBytes(StandardCharsets.UTF_8));
    }

    static UpstreamAnswer error(int status, String message) {
        var body = Json.write(Map.of("error", message)).getBytes(StandardCharsets.UTF_8);
        return new UpstreamAnswer(status, JSON, body);
    }

    static UpstreamAnswer empty(int status) {
        return new UpstreamAnswer(status, JSON, new byte[0]);
    }

    Optional<String> etag() {
        return status == 200
                ? Optional.of("\"%08x-%x\"".formatted(Arrays.hashCode(body), body.length))
                : Optional.empty();
    }
}
