package dev.assay.scanners.ecosystem;

import dev.assay.scanners.artifact.FetchOutcome.Fetched;
import dev.assay.scanners.coordinates.Purl;

import java.io.IOException;

/** Takes files that resolving a closure had to fetch. They are gone when the call returns. */
@FunctionalInterface
public interface FetchedFiles {

    /**
     * Takes one.
     *
     * @param purl the package it belongs to
     */
    void take(Purl purl, Fetched file) throws IOException;
}
