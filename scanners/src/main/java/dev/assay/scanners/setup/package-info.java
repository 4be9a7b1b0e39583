/** What a package asks of the person who sets it up: an administrator's credential, above all. */
@NullMarked
package dev.assay.scanners.setup;

import org.jspecify.annotations.NullMarked;
