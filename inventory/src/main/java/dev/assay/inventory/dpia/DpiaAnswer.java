package dev.assay.inventory.dpia;

import dev.assay.inventory.store.Id;

import java.time.Instant;

/**
 * What somebody wrote.
 *
 * @param part which question it answers
 * @param text empty where an earlier answer was taken back
 */
public record DpiaAnswer(int number, String part, String text, Id by, Instant at) {}
