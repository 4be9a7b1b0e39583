package dev.assay.scanners.jvm;

import java.util.List;

/**
 * A function made of a method and of values that it was given when it was made.
 *
 * @param type the interface that it stands for
 */
record Lambda(String type, String owner, String name, String descriptor, List<Val> captured) {}
