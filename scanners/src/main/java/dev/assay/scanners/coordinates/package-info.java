/** What a release is called and which bytes it is: package URLs, digests, integrity values. */
@NullMarked
package dev.assay.scanners.coordinates;

import org.jspecify.annotations.NullMarked;
