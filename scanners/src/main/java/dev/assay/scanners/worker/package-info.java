/** The process in which hostile bytes are parsed, and the outcomes it can have. */
@NullMarked
package dev.assay.scanners.worker;

import org.jspecify.annotations.NullMarked;
