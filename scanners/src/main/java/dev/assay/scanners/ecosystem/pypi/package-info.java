/** PyPI, as an ecosystem among others. */
@NullMarked
package dev.assay.scanners.ecosystem.pypi;

import org.jspecify.annotations.NullMarked;
