package dev.assay.registry.register.file;

import dev.assay.registry.register.Surroundings;

import java.util.function.Supplier;

/** Who keeps the registers, which day it is, and where findings are read; told anew each time. */
@FunctionalInterface
public interface SurroundingsNow extends Supplier<Surroundings> {}
