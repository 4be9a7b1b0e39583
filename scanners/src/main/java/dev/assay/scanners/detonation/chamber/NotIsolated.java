package dev.assay.scanners.detonation.chamber;

/**
 * It could not be shown that nothing gets out, so nothing is run.
 *
 * @param reason one sentence
 * @param whatToDo one sentence, to whoever runs this host
 */
public record NotIsolated(String reason, String whatToDo) implements Isolation {}
