/**
 * Who signed a version: the registry's signatures, and the attestations of its publication and its
 * build, verified from files alone. Pure, and bounded in all that it reads.
 */
@NullMarked
package dev.assay.scanners.signature;

import org.jspecify.annotations.NullMarked;
