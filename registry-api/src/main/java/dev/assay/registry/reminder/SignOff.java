package dev.assay.registry.reminder;

import org.jspecify.annotations.Nullable;

/**
 * What a person writes to end a task.
 *
 * @param note what was done and found
 * @param seconds what a drill measured, where a person took the time by hand; null to count from
 *     when the drill was begun here
 * @param evidence the address of more, or null
 */
public record SignOff(String note, @Nullable Double seconds, @Nullable String evidence) {}
