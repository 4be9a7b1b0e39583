package dev.assay.scanners.text;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads JSON that somebody else signed: within limits, and never two values under one name, since
 * whoever else reads the same document may keep the other one.
 */
public final class HostileJson {

    private static final int DEEPEST = 40;
    private static final int LONGEST_NUMBER = 40;
    private static final int LONGEST_SHOWN = 200;

    private HostileJson() {}

    /**
     * @param longest the length of the longest text, in characters
     */
    public static JsonMapper mapper(int longest) {
        return JsonMapper.builder(
                        JsonFactory.builder()
                                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                .streamReadConstraints(
                                        StreamReadConstraints.builder()
                                                .maxNestingDepth(DEEPEST)
                                                .maxStringLength(longest)
                                                .maxNumberLength(LONGEST_NUMBER)
                                                .build())
                                .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /** So much of a text of it as can be shown to people, on one line. */
    public static String shown(String hostile) {
        return shown(hostile, LONGEST_SHOWN);
    }

    /**
     * The same of another length.
     *
     * @param longest in code points
     */
    public static String shown(String hostile, int longest) {
        var plain = new StringBuilder();
        hostile.codePoints()
                .limit(longest)
                .forEach(each -> plain.appendCodePoint(isPlain(each) ? each : ' '));
        return plain.length() < hostile.length() ? plain.append('…').toString() : plain.toString();
    }

    /** No control characters, and none that turn or hide what stands beside them. */
    private static boolean isPlain(int codePoint) {
        return !Character.isISOControl(codePoint)
                && Character.getType(codePoint) != Character.FORMAT;
    }
}
