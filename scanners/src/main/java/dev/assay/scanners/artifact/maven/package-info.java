/** Maven repositories: their configuration, their files, and nothing that they say believed. */
@NullMarked
package dev.assay.scanners.artifact.maven;

import org.jspecify.annotations.NullMarked;
