package dev.assay.scanners.rust;

/**
 * A function of a file.
 *
 * @param name with the type that it is of before it
 * @param from the token at which it begins, its attributes before it
 * @param body the token that opens its body
 * @param to the first token behind it
 * @param tested whether it is there for tests alone, which nobody else is built with
 */
record Function(String name, int from, int body, int to, boolean tested) {

    boolean holds(int token) {
        return token >= from && token < to;
    }
}
