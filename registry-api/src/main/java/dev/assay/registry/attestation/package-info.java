/**
 * Our own word: each approval is issued as signed in-toto statements, in the transaction in which
 * it takes effect. See docs/attestations.md.
 */
@NullMarked
package dev.assay.registry.attestation;

import org.jspecify.annotations.NullMarked;
