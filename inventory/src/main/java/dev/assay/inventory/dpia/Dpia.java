package dev.assay.inventory.dpia;

import dev.assay.inventory.store.Id;

import java.time.Instant;

/** An assessment; what it says stands in its snapshots, answers, confirmations and outcomes. */
public record Dpia(Id id, String title, Id createdBy, Instant createdAt) {}
