/** Git repositories: their tags, one commit of each alone, and the file that holds it. */
@NullMarked
package dev.assay.scanners.artifact.git;

import org.jspecify.annotations.NullMarked;
