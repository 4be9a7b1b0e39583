/** The gate for NuGet's clients. */
@NullMarked
package dev.assay.registry.gate.nuget;

import org.jspecify.annotations.NullMarked;
