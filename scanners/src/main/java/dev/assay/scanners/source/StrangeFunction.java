package dev.assay.scanners.source;

/**
 * A function, or the top level of a file, that the source does not have.
 *
 * @param print its fingerprint
 * @param name its name, or an empty string
 * @param line where it begins, from 1
 * @param at the first line of it that the source does not have, from 1
 * @param text that line, cut to what evidence may hold
 */
public record StrangeFunction(String print, String name, int line, int at, String text) {}
