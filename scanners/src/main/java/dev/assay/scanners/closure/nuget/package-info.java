/** What NuGet restores with a package. */
@NullMarked
package dev.assay.scanners.closure.nuget;

import org.jspecify.annotations.NullMarked;
