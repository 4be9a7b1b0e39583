package dev.assay.scanners.finding;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 * @param excerpt the code around it, at most {@value #MAX_EXCERPT} characters in a few lines; of
 *     code without lines each statement has one
 * @param mark where in the excerpt it stands, in UTF-16 units from 0; null where no place in it is
 *     meant
 */
public record Evidence(
        @JsonProperty("package") String packageUrl,
        String file,
        int line,
        int column,
        @Nullable String function,
        String excerpt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer mark) {

    public static final int MAX_EXCERPT = 400;

    public Evidence {
        Objects.requireNonNull(packageUrl, "packageUrl is null");
        Objects.requireNonNull(file, "file is null");
        Objects.requireNonNull(excerpt, "excerpt is null");
        if (mark != null && (mark < 0 || mark > excerpt.length())) {
            throw new IllegalArgumentException("the mark is outside of the excerpt: " + mark);
        }
    }

    /** Evidence whose excerpt has no place of its own. */
    public Evidence(
            String packageUrl,
            String file,
            int line,
            int column,
            @Nullable String function,
            String excerpt) {
        this(packageUrl, file, line, column, function, excerpt, null);
    }

    /** The line of the excerpt that it stands in; the first where no place in it is meant. */
    public String excerptLine() {
        var at = mark == null ? 0 : mark;
        var from = excerpt.lastIndexOf('\n', at - 1) + 1;
        var to = excerpt.indexOf('\n', at);
        return excerpt.substring(from, to < 0 ? excerpt.length() : to);
    }
}
