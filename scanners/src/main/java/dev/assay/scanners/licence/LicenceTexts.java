package dev.assay.scanners.licence;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * Tells licences by their texts. A text is the set of all runs of three words in it; a licence is
 * there when nearly all of its runs are, whatever stands around them. Where several are, the one
 * that is most like the text counts, then the next one in what it leaves: a file may hold two.
 */
final class LicenceTexts {

    /** Names, years and a title are what a sound copy may lack. */
    private static final double MOST_OF_IT = 0.88;

    private static final int RUN = 3;
    private static final int MOST_IN_ONE = 4;
    private static final long FNV = 0x100000001b3L;
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** What nearly all packages have; the other texts are read where none of these is found. */
    private static final List<String> USUAL =
            List.of(
                    "MIT",
                    "MIT-0",
                    "ISC",
                    "0BSD",
                    "Apache-2.0",
                    "BSD-2-Clause",
                    "BSD-3-Clause",
                    "MPL-2.0",
                    "Unlicense",
                    "CC0-1.0",
                    "GPL-2.0-only",
                    "GPL-3.0-only",
                    "LGPL-2.1-only",
                    "LGPL-3.0-only",
                    "AGPL-3.0-only",
                    "EPL-2.0",
                    "PSF-2.0",
                    "BlueOak-1.0.0");

    private static final Map<String, long[]> RUNS = new ConcurrentHashMap<>();

    private LicenceTexts() {}

    /** The licences whose texts stand in a file, the most alike first; none where none is known. */
    static List<String> in(byte[] file) {
        var runs = runs(new String(file, StandardCharsets.UTF_8));
        var usual = among(USUAL, runs);
        return usual.isEmpty() ? among(SpdxList.get().ids(), runs) : usual;
    }

    private static List<String> among(List<String> ids, long[] file) {
        var found = new ArrayList<String>();
        var left = file;
        while (found.size() < MOST_IN_ONE && left.length > 0) {
            var rest = left;
            var best =
                    ids.stream()
                            .filter(id -> !found.contains(id) && isIn(runsOf(id), rest))
                            .max(Comparator.comparingDouble(id -> likeness(runsOf(id), rest)));
            if (best.isEmpty()) {
                break;
            }
            found.add(best.get());
            left = without(left, runsOf(best.get()));
        }
        return found;
    }

    private static boolean isIn(long[] licence, long[] file) {
        // So few runs are found in any text.
        return licence.length >= 20 && shared(licence, file) >= MOST_OF_IT * licence.length;
    }

    /** Dice's coefficient. */
    private static double likeness(long[] licence, long[] file) {
        return 2.0 * shared(licence, file) / (licence.length + file.length);
    }

    private static int shared(long[] one, long[] other) {
        var count = 0;
        for (int i = 0, j = 0; i < one.length && j < other.length; ) {
            var order = Long.compare(one[i], other[j]);
            count += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return count;
    }

    private static long[] without(long[] all, long[] gone) {
        return Arrays.stream(all).filter(each -> Arrays.binarySearch(gone, each) < 0).toArray();
    }

    private static long[] runsOf(String id) {
        return RUNS.computeIfAbsent(id, any -> runs(SpdxList.text(any)));
    }

    /** Sorted, each once. */
    private static long[] runs(String text) {
        var words = NO_WORD.split(text.toLowerCase(Locale.ROOT));
        return LongStream.range(0, Math.max(0, words.length - RUN + 1))
                .map(
                        from -> {
                            var hash = 0L;
                            for (var index = 0; index < RUN; index++) {
                                hash = hash * FNV + words[(int) from + index].hashCode();
                            }
                            return hash;
                        })
                .sorted()
                .distinct()
                .toArray();
    }
}
