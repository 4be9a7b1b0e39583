package dev.assay.registry.register;

/**
 * A column of a register.
 *
 * @param key for programs; never changes
 * @param label for people
 */
public record Column(String key, String label) {}
