/** What {@code package.json} declares: entry points, dependencies, licence. */
@NullMarked
package dev.assay.scanners.manifest;

import org.jspecify.annotations.NullMarked;
