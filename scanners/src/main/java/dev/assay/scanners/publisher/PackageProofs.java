package dev.assay.scanners.publisher;

import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.signature.Signatures;

/** What came of looking at the proofs of one package of a closure. */
public record PackageProofs(Purl purl, Integrity integrity, Signatures signatures) {}
