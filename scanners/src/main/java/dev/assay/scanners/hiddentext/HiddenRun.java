package dev.assay.scanners.hiddentext;

/**
 * Hidden characters that stand next to each other.
 *
 * @param hiddenClass which characters
 * @param start index of the first in UTF-16 units
 * @param end index after the last
 * @param decoded what they say, or the code points by name where they spell nothing
 */
record HiddenRun(HiddenClass hiddenClass, int start, int end, String decoded) {}
