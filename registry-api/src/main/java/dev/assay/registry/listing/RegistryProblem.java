package dev.assay.registry.listing;

import org.springframework.http.HttpStatus;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A refusal in both forms that clients of MCP registries read: {@code error} as the OpenAPI
 * document of the registry has it, and a problem detail (RFC 9457) as the public one answers.
 */
final class RegistryProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String title;

    RegistryProblem(HttpStatus status, String title, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
    }

    static RegistryProblem badParameter(String detail) {
        return new RegistryProblem(HttpStatus.BAD_REQUEST, "Bad Request", detail);
    }

    static RegistryProblem notFound() {
        return new RegistryProblem(
                HttpStatus.NOT_FOUND,
                "Not Found",
                "Server not found: this registry lists approved servers only");
    }

    static RegistryProblem notOffered(String method) {
        return new RegistryProblem(
                HttpStatus.NOT_IMPLEMENTED,
                "Not Implemented",
                method
                        + " is not offered: this registry lists what was approved here; request a server on"
                        + " its pages");
    }

    HttpStatus status() {
        return status;
    }

    Map<String, Object> body() {
        var body = new LinkedHashMap<String, Object>();
        body.put("error", getMessage());
        body.put("type", "about:blank");
        body.put("title", title);
        body.put("status", status.value());
        body.put("detail", getMessage());
        return body;
    }
}
