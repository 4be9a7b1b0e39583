/** The gate as a Maven repository: approved POMs and jars by digest, lists of approved versions. */
@NullMarked
package dev.assay.registry.gate.maven;

import org.jspecify.annotations.NullMarked;
