/** Where the service takes NuGet packages from. */
@NullMarked
package dev.assay.registry.upstream.nuget;

import org.jspecify.annotations.NullMarked;
