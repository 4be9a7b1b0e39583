package dev.assay.scanners.jvm;

import java.util.Objects;

/**
 * One run of a method.
 *
 * @param depth how many calls led here from the method that is looked at by itself
 * @param isTold whether facts are told, or values followed alone
 */
record Activation(Method method, int depth, boolean isTold) {

    Code code() {
        return Objects.requireNonNull(method.code(), "a method without code is not run");
    }
}
