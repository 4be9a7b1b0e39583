package dev.assay.scanners.changes;

import java.util.Arrays;

/** Lines and columns of a text by offset. */
final class LineIndex {

    private final int[] starts;

    LineIndex(String text) {
        var found = new int[64];
        var count = 1;
        for (var at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            if (count == found.length) {
                found = Arrays.copyOf(found, 2 * count);
            }
            found[count++] = at + 1;
        }
        starts = Arrays.copyOf(found, count);
    }

    /** From 1. */
    int line(int offset) {
        var at = Arrays.binarySearch(starts, offset);
        return at >= 0 ? at + 1 : -at - 1;
    }

    /** From 1, in UTF-16 units. */
    int column(int offset) {
        return offset - starts[line(offset) - 1] + 1;
    }
}
