package dev.assay.scanners.jvm;

import org.jspecify.annotations.Nullable;

/**
 * Where something stands.
 *
 * @param method null for what stands in none
 * @param index the number of the instruction
 */
record Origin(@Nullable Method method, int index) {

    /** The source line; 0 where it is not told. */
    int line() {
        var code = method == null ? null : method.code();
        return code == null || index >= code.lines().length ? 0 : code.lines()[index];
    }

    /** The method, where there is one. */
    Method in() {
        return java.util.Objects.requireNonNull(method, "nowhere");
    }
}
