/**
 * Assemblies of .NET: metadata (ECMA-335, partition II) and the calls of their methods (partition
 * III), and what a NuGet package says of itself.
 */
@NullMarked
package dev.assay.scanners.clr;

import org.jspecify.annotations.NullMarked;
