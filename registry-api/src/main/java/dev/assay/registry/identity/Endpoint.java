package dev.assay.registry.identity;

import org.springframework.http.HttpMethod;

import java.util.Objects;

/**
 * One row of the table that says who may call what.
 *
 * @param pattern the path pattern, exactly as the controller maps it
 */
public record Endpoint(HttpMethod method, String pattern, Callers callers) {

    public Endpoint {
        Objects.requireNonNull(method, "method is null");
        Objects.requireNonNull(pattern, "pattern is null");
        Objects.requireNonNull(callers, "callers is null");
    }
}
