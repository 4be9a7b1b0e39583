/** Remote servers, as an ecosystem among others. */
@NullMarked
package dev.assay.scanners.ecosystem.remote;

import org.jspecify.annotations.NullMarked;
