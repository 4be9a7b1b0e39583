package dev.assay.scanners.hiddentext;

import java.util.ArrayList;
import java.util.List;

/**
 * Code that stands so far to the right that no screen shows it: after {@value #FAR} blanks in a row
 * (signals ART-LONGLINE/WS-HIDE).
 */
final class FarOut {

    static final int FAR = 400;

    private static final int LONGEST = 240;

    private FarOut() {}

    static List<HiddenRun> in(String text) {
        var runs = new ArrayList<HiddenRun>();
        var at = FAR - 1;
        while (at < text.length()) {
            if (!isBlank(text.charAt(at))) {
                at += FAR;
                continue;
            }
            var start = at;
            while (start > 0 && isBlank(text.charAt(start - 1))) {
                start--;
            }
            var end = at;
            while (end < text.length() && isBlank(text.charAt(end))) {
                end++;
            }
            if (end - start >= FAR) {
                var hidden = restOfLine(text, end);
                if (looksLikeCode(hidden)) {
                    runs.add(new HiddenRun(HiddenClass.FAR_OUT, start, end, hidden));
                }
            }
            at = end + FAR - 1;
        }
        return runs;
    }

    private static String restOfLine(String text, int from) {
        var to = from;
        while (to < text.length() && to - from < LONGEST && text.charAt(to) != '\n') {
            to++;
        }
        return text.substring(from, to).strip();
    }

    /** A call or an assignment; a table's border or a comment's frame is neither. */
    private static boolean looksLikeCode(String hidden) {
        return hidden.chars().anyMatch(Character::isLetter)
                && (hidden.indexOf('(') >= 0 || hidden.indexOf('=') >= 0);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\u00a0' || c == '\u3000';
    }
}
