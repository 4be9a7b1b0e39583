package dev.assay.registry.dpia;

import java.util.List;
import java.util.regex.Pattern;

/** How wide the columns of a table are, in twentieths of a point. */
final class Widths {

    private static final int NARROWEST = 700;

    /** A long word makes its column wider, up to this. */
    private static final int LONGEST_WORD = 24;

    private static final Pattern SPACE = Pattern.compile("\\s+");

    private Widths() {}

    /** In proportion to what the columns hold, none too narrow for its longest word. */
    static int[] of(List<String> columns, List<List<Cell>> rows, int all) {
        var count = columns.size();
        var weights = new double[count];
        var least = new double[count];
        for (var column = 0; column < count; column++) {
            double most = columns.get(column).length();
            var longest = longestWord(columns.get(column));
            double sum = 0;
            for (var row : rows.subList(0, Math.min(60, rows.size()))) {
                var cell = row.get(column);
                var length = cell.text().length() + cell.remark().length() / 2;
                sum += length;
                most = Math.max(most, Math.min(length, 400));
                longest = Math.max(longest, longestWord(cell.text()));
            }
            weights[column] = Math.sqrt((sum / Math.min(60, rows.size()) + most) / 2 + 4);
            least[column] = Math.max(NARROWEST, Math.min(longest, LONGEST_WORD) * 118 + 200);
        }
        return share(weights, least, all);
    }

    private static int longestWord(String text) {
        var longest = 0;
        for (var word : SPACE.split(text)) {
            longest = Math.max(longest, word.length());
        }
        return longest;
    }

    private static int[] share(double[] weights, double[] least, int whole) {
        var needed = 0.0;
        var all = 0.0;
        for (var column = 0; column < weights.length; column++) {
            needed += least[column];
            all += weights[column];
        }
        var squeeze = needed > whole ? whole / needed : 1;
        var rest = Math.max(0, whole - needed);
        var widths = new int[weights.length];
        for (var column = 0; column < widths.length; column++) {
            widths[column] = (int) (least[column] * squeeze + rest * weights[column] / all);
        }
        return widths;
    }
}
