package dev.assay.scanners.signature;

/**
 * What came of one proof that the makers of a version put beside it.
 *
 * @param kind which of those that the ecosystem knows
 */
public record Proof(ProofKind kind, Outcome<KeyClaims> outcome) {}
