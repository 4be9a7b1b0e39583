/** NuGet, as an ecosystem among others. */
@NullMarked
package dev.assay.scanners.ecosystem.nuget;

import org.jspecify.annotations.NullMarked;
