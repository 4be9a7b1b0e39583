package dev.assay.scanners.profile;

import java.util.Objects;

/**
 * A function by what it does: a hash over its syntax tree that ignores path, position, formatting,
 * local names and the dialects of minifiers.
 *
 * @param print the hash, in hexadecimal
 * @param shape a hash that no declared name counts for, so that it outlasts a bundler; empty for
 *     the top level of a file
 * @param size nodes of its syntax tree, without those of inner functions
 * @param words hashes of the property names, literals and global names in it, as {@code Words}
 *     writes them
 * @param file the path inside the package
 * @param start where it begins, in UTF-16 units from the start of the file
 * @param end where it ends, the same way; the first unit that is not part of it
 * @param line where it begins as a line, from 1
 * @param endLine where it ends, as a line
 * @param name its name, or an empty string
 */
public record FunctionPrint(
        String print,
        String shape,
        int size,
        String words,
        String file,
        int start,
        int end,
        int line,
        int endLine,
        String name) {

    public FunctionPrint {
        Objects.requireNonNull(print, "print is null");
        Objects.requireNonNull(shape, "shape is null");
        Objects.requireNonNull(words, "words is null");
        Objects.requireNonNull(file, "file is null");
        Objects.requireNonNull(name, "name is null");
    }
}
