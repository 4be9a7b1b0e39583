/**
 * Approvals that a registry signed: how they are written, and how they are verified from files
 * alone, without asking anybody.
 */
@NullMarked
package dev.assay.scanners.attestation;

import org.jspecify.annotations.NullMarked;
