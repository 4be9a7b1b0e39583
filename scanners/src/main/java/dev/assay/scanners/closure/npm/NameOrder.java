package dev.assay.scanners.closure.npm;

import java.util.Comparator;

/**
 * The order in which npm looks at names and paths: the English collation of ICU, as far as names of
 * packages use it. Punctuation comes before digits and digits before letters; case decides last,
 * lower case first. Where a tie is broken the other way, a tree gets another shape.
 */
enum NameOrder implements Comparator<String> {
    INSTANCE;

    private static final String PUNCTUATION = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";

    @Override
    public int compare(String left, String right) {
        var length = Math.min(left.length(), right.length());
        for (var i = 0; i < length; i++) {
            var order = Integer.compare(weight(left.charAt(i)), weight(right.charAt(i)));
            if (order != 0) {
                return order;
            }
        }
        var byLength = Integer.compare(left.length(), right.length());
        // Where letters are the same, lower case comes first: the reverse of their code points.
        return byLength != 0 ? byLength : right.compareTo(left);
    }

    private static int weight(char c) {
        var punctuation = PUNCTUATION.indexOf(c);
        return punctuation >= 0 ? punctuation : 0x100 + Character.toLowerCase(c);
    }
}
