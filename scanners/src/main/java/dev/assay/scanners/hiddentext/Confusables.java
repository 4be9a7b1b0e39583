package dev.assay.scanners.hiddentext;

import org.jspecify.annotations.Nullable;

import java.text.Normalizer;

/**
 * Letters of other alphabets that look like ASCII ones (Unicode Technical Standard 39, the part of
 * {@code confusables.txt} that maps single Cyrillic, Greek, Armenian and Latin letters to ASCII,
 * and compatibility forms such as full-width and mathematical letters).
 */
public final class Confusables {

    private static final String LOOKS =
            "аaеeоoрpсcуyхxіiјjѕsһhԁdԛqԝwѵvһhкkмmтtвbнhАAВBЕEЅSІIЈJКKМMНHОOРPСCТTУYХXԚQԜW"
                    + "αaοoνvρpυuιiκkτtχxγyηnωwΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX"
                    + "օoսuոnհhցgɡgıiɑaʏyʀrᴠvᴡwᴢzᴄcᴏoᴜuꜱs";

    private Confusables() {}

    /** The ASCII text that a text looks like; null where it is plain ASCII or looks like none. */
    public static @Nullable String plain(String text) {
        if (isAscii(text)) {
            return null;
        }
        var compatible = Normalizer.normalize(text, Normalizer.Form.NFKC);
        var plain = new StringBuilder(compatible.length());
        for (var index = 0; index < compatible.length(); index++) {
            var ascii = ascii(compatible.charAt(index));
            if (ascii == 0) {
                return null;
            }
            plain.append(ascii);
        }
        return plain.toString();
    }

    /** Whether some letter of a text is ASCII and another one only looks so. */
    public static boolean isMixed(String text) {
        var ascii = false;
        var other = false;
        for (var index = 0; index < text.length(); index++) {
            var c = text.charAt(index);
            if (c < 0x80) {
                ascii |= Character.isLetter(c);
            } else {
                other |= looks(c) >= 0;
            }
        }
        return ascii && other;
    }

    static boolean isAscii(String text) {
        for (var index = 0; index < text.length(); index++) {
            if (text.charAt(index) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static char ascii(char c) {
        if (c < 0x80) {
            return c;
        }
        var at = looks(c);
        return at < 0 ? 0 : LOOKS.charAt(at + 1);
    }

    private static int looks(char c) {
        var at = LOOKS.indexOf(c);
        return at >= 0 && at % 2 == 0 ? at : -1;
    }
}
