package dev.assay.registry.dpia;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * The fonts of pictures and PDF files: DejaVu Sans, which has Latin, Greek, Cyrillic, Armenian,
 * Georgian, Hebrew and Arabic, and no Chinese, Japanese or Korean. What it does not have is written
 * as the number of the character, so that nobody takes a gap for nothing.
 */
final class Fonts {

    static final String FAMILY = "DejaVu Sans";
    private static final String FOLDER = "/net/sf/jasperreports/fonts/dejavu/";
    private static final Font SANS = load("DejaVuSans.ttf");
    private static final Font BOLD = load("DejaVuSans-Bold.ttf");

    private Fonts() {}

    static Font sans() {
        return SANS;
    }

    static Font bold() {
        return BOLD;
    }

    /** The bytes of one of the files; the caller closes it. */
    static InputStream file(String name) {
        var in = Fonts.class.getResourceAsStream(FOLDER + name);
        if (in == null) {
            throw new IllegalStateException("no font " + name);
        }
        return in;
    }

    /**
     * The same text with U+XXXX in the place of what cannot be shown.
     *
     * @param turning whether the medium sets text that runs from right to left
     */
    static String showable(String text, boolean turning) {
        var shown = new StringBuilder();
        text.codePoints()
                .forEach(
                        point -> {
                            if (point == '\n' || point == '\t') {
                                shown.append(' ');
                            } else if (SANS.canDisplay(point)
                                    && !isUnshown(point)
                                    && (turning || !runsLeft(point))) {
                                shown.appendCodePoint(point);
                            } else {
                                shown.append(String.format(Locale.ROOT, "(U+%04X)", point));
                            }
                        });
        return shown.toString();
    }

    private static boolean runsLeft(int point) {
        var direction = Character.getDirectionality(point);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    /** Controls, and marks that turn text round or hide it. */
    private static boolean isUnshown(int point) {
        var type = Character.getType(point);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    private static Font load(String name) {
        try (var in = file(name)) {
            return Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FontFormatException e) {
            throw new IllegalStateException(name + " is no font", e);
        }
    }
}
