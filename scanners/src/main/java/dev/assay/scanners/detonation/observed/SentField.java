package dev.assay.scanners.detonation.observed;

/**
 * A field of what was sent.
 *
 * @param path as analysers of code write it: {@code message.bcc} of a body, {@code
 *     headers.X-Token}, {@code query.page}
 */
record SentField(String path, String value) {}
