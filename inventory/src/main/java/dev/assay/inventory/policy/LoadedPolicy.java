package dev.assay.inventory.policy;

import dev.assay.scanners.coordinates.Sha256;

import java.time.Instant;

/**
 * A policy that came into force.
 *
 * @param sha256 its digest
 * @param origin where it came from, for people
 * @param files the document with its files
 * @param loadedBy the login of who had it loaded, or the service
 */
public record LoadedPolicy(
        Sha256 sha256, String origin, Sha256 files, String loadedBy, Instant loadedAt) {}
