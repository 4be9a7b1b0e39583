/**
 * What is handed in here instead of published: what it calls itself, and how a folder is packed.
 */
@NullMarked
package dev.assay.scanners.artifact.upload;

import org.jspecify.annotations.NullMarked;
