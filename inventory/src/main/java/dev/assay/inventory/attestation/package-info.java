/**
 * What the registry signed of its approvals, whose signatures stand on it, and the public halves of
 * the keys. What was issued is never changed; signatures are added.
 */
@NullMarked
package dev.assay.inventory.attestation;

import org.jspecify.annotations.NullMarked;
