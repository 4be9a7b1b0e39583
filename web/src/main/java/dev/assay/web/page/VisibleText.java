package dev.assay.web.page;

/**
 * Makes characters visible that no reader sees: what turns the order of text round, what has no
 * width, what only machines read. Each becomes its code point, for example {@code ⟨U+202E⟩}.
 */
final class VisibleText {

    private VisibleText() {}

    static String of(String text) {
        for (var at = 0; at < text.length(); at++) {
            if (text.charAt(at) > '~' || Character.isISOControl(text.charAt(at))) {
                return rewritten(text);
            }
        }
        return text;
    }

    private static String rewritten(String text) {
        var visible = new StringBuilder(text.length() + 16);
        text.codePoints()
                .forEach(
                        point -> {
                            if (isHidden(point)) {
                                visible.append(String.format("⟨U+%04X⟩", point));
                            } else {
                                visible.appendCodePoint(point);
                            }
                        });
        return visible.toString();
    }

    private static boolean isHidden(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL -> point != '\n' && point != '\t' && point != '\r';
            case Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED ->
                    true;
            default -> isBlankLetter(point) || isVariationSelector(point);
        };
    }

    /** Letters and marks by category that leave no ink: fillers, joiners, the Braille blank. */
    private static boolean isBlankLetter(int point) {
        return switch (point) {
            case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0 -> true;
            default -> false;
        };
    }

    private static boolean isVariationSelector(int point) {
        return (point >= 0xFE00 && point <= 0xFE0F)
                || (point >= 0xE0100 && point <= 0xE01EF)
                || (point >= 0x180B && point <= 0x180F);
    }
}
