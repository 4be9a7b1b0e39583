/** NuGet's protocol (V3): sources, packages, their manifests. */
@NullMarked
package dev.assay.scanners.artifact.nuget;

import org.jspecify.annotations.NullMarked;
