package dev.assay.scanners.finding;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * Where something stands.
 *
 * @param packageUrl the package that holds the file
 * @param file the path inside the package, without npm's {@code package/} prefix
 * @param line the line, from 1; 0 where a whole file is meant
 * @param column the column in UTF-16 units, from 1; 0 where a whole line is meant
 * @param function the enclosing function's name, or null at the top level or where it has none
 * @param excerpt the code around it, at most {@value #MAX_EXCERPT} characters
 */
public record Evidence(
        @JsonProperty("package") String packageUrl,
        String file,
        int line,
        int column,
        @Nullable String function,
        String excerpt) {

    public static final int MAX_EXCERPT = 240;

    public Evidence {
        Objects.requireNonNull(packageUrl, "packageUrl is null");
        Objects.requireNonNull(file, "file is null");
        Objects.requireNonNull(excerpt, "excerpt is null");
    }
}
